"""The point of smallest norm in the convex hull of gradients, found by trying every support."""

import itertools

import torch

from recorder import without_noise

TOLERANCE = 1e-12


def build(recorder):
    _solve(recorder, "pair", recorder.normal(2, 3))
    _solve(recorder, "dominated_pair", torch.tensor([[1.0, 0.5], [2.0, 1.5]]).double())
    _solve(recorder, "triple", recorder.normal(3, 5))
    _solve(recorder, "thirteen", recorder.normal(13, 40))
    gradients = recorder.normal(13, 40) * 0.5 + recorder.normal(1, 40)
    gradients = (gradients / gradients.norm(dim=1, keepdim=True)).float().double()
    _solve(recorder, "thirteen_unit", gradients)
    scales = torch.tensor([10.0 ** (k % 4 - 2) for k in range(13)]).double()
    gradients = ((gradients + recorder.normal(13, 40) * 0.2) * scales[:, None]).float().double()
    _solve(recorder, "thirteen_uneven", gradients)
    repeated = recorder.normal(3, 6, offset=0.5)[[0, 1, 0, 2, 1]]
    _solve(recorder, "repeated", repeated, unique=False)
    around = recorder.normal(4, 3)
    around = torch.cat((around, -around.sum(0, keepdim=True) / 2)).float().double()
    _solve(recorder, "balanced", around, unique=False)


def minimum(gram):
    """The weights of the optimum, by solving the optimality conditions of each support."""
    count = len(gram)
    scale = gram.diagonal().max()
    for size in range(1, count + 1):
        for support in itertools.combinations(range(count), size):
            weights = _stationary(gram[list(support)][:, list(support)])
            if weights is None or weights.min() < 0:
                continue
            full = torch.zeros(count, dtype=torch.float64)
            full[list(support)] = weights
            products = gram @ full
            if products.min() >= full @ products - TOLERANCE * scale:
                return full
    raise ArithmeticError("no support satisfies the optimality conditions")


def _stationary(gram):
    """Affine weights of equal products with every gradient; None for dependent gradients."""
    size = len(gram)
    system = torch.ones(size + 1, size + 1, dtype=torch.float64)
    system[:size, :size] = gram / gram.diagonal().max()
    system[size, size] = 0
    if torch.linalg.cond(system) > 1e10:
        return None
    right = torch.zeros(size + 1, dtype=torch.float64)
    right[size] = 1
    return torch.linalg.solve(system, right)[:size]


def _solve(recorder, name, gradients, unique=True):
    gram = gradients @ gradients.t()
    weights = minimum(gram)
    direction = without_noise(weights @ gradients)
    recorder.record(name, gradients=gradients, gram=gram)
    if unique:
        recorder.record(name, weights=weights)
    recorder.record(name, direction=direction, norm=direction.norm())
