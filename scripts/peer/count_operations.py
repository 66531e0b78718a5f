"""Counts what PyTorch dispatches for parts of a search step: `python3 count_operations.py`.

An operation below autograd counts once, however much it launches, but not if it only makes a view,
takes memory or runs on the host. Prints a part, its operations, and which they are; for the cells,
what one cell more in each stage adds.
"""

import collections

import torch
from torch.nn import functional as F
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

import lean_network as lean
import plain_network as plain

NAMES = ("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3")
DEVICES, DECISIONS, OPERATIONS, CHANNELS, CLASSES = 13, len(lean.EDGES), len(NAMES), 4, 5
NO_WORK = {
    "empty", "empty_like", "lift_fresh", "squeeze_", "_record_function_enter_new",
    "_record_function_exit"}


class Counter(TorchDispatchMode):
    """Counts operations that do work on tensors of a device, by name."""

    def __init__(self, device):
        super().__init__()
        self.device, self.names = device, collections.Counter()

    def __torch_dispatch__(self, function, types, arguments=(), keywords=None):
        result = function(*arguments, **(keywords or {}))
        tensors = [leaf for leaf in tree_leaves((arguments, result)) if torch.is_tensor(leaf)]
        name = function.overloadpacket.__name__
        works = not function.is_view and name not in NO_WORK
        if works and any(tensor.device.type == self.device for tensor in tensors):
            self.names[name] += 1
        return result


def count(work, device="cpu"):
    with Counter(device) as counter:
        work()
    return counter.names


def reinmax(alpha):
    """A draw from softmax(alpha) with the second-order gradient of Liu et al. (2023)."""
    p = alpha.softmax(-1)
    drawn = torch.zeros_like(p).scatter_(-1, torch.multinomial(p, 1), 1)
    middle = (((drawn + p) / 2).log() - alpha).detach() + alpha
    z = 2 * middle.softmax(-1) - p / 2
    return z - z.detach() + drawn


def gumbel_softmax(alpha):
    """A straight-through draw at temperature 1, as in GDAS."""
    noise = -torch.empty_like(alpha).exponential_().log()
    p = (alpha.log_softmax(-1) + noise).softmax(-1)
    drawn = torch.zeros_like(p).scatter_(-1, p.argmax(-1, keepdim=True), 1)
    return drawn - p.detach() + p


def draws(sampler):
    """Device by device, as Algorithm 1 of MODNAS goes through them."""
    alphas = torch.randn(DEVICES, DECISIONS, OPERATIONS).unbind()
    leaves = [alpha.clone().requires_grad_() for alpha in alphas]
    gradient = torch.randn(DECISIONS, OPERATIONS)

    def work():
        for alpha in leaves:
            sampler(alpha).backward(gradient)

    return work


def gated_node():
    z = F.one_hot(torch.arange(DECISIONS) % OPERATIONS, OPERATIONS).float().requires_grad_()
    outputs = [torch.randn(3, 4, 8, 8).requires_grad_() for _ in range(3)]
    gradient = torch.randn(3, 4, 8, 8)
    edges = [(e, e, output) for e, output in enumerate(outputs)]
    return lambda: plain.gated_sum(z, edges).backward(gradient)


def normalized_relu():
    x, gradient = torch.randn(3, 4, 8, 8).requires_grad_(), torch.randn(3, 4, 8, 8)
    scale, shift = torch.ones(4).requires_grad_(), torch.zeros(4).requires_grad_()
    return lambda: F.relu(plain.norm(x, scale, shift)).backward(gradient)


def normalized_sum():
    edges = [torch.randn(3, 4, 8, 8).requires_grad_() for _ in range(3)]
    gradient = torch.randn(3, 4, 8, 8)
    return lambda: plain.total(plain.norm(edge) for edge in edges).backward(gradient)


def supernet_weights(cells):
    """Random weights of a supernet."""
    shapes = lean.parameter_shapes(CHANNELS, cells, CLASSES)
    flat = torch.randn(sum(torch.Size(shape).numel() for shape in shapes.values())) / 4
    return {name: view.contiguous() for name, view in lean.views(flat, shapes).items()}


def supernet_pass(cells, operation, leaf):
    """Forward and backward for z or the weights w, with one operation on all edges."""
    weights, choices, z = supernet_weights(cells), [operation] * DECISIONS, None
    images, labels = torch.randn(3, 3, 8, 8), torch.tensor([4, 0, 2])
    if leaf == "z":
        z = F.one_hot(torch.tensor(choices), OPERATIONS).float().requires_grad_()
    for weight in weights.values():
        weight.requires_grad_(leaf == "w")
    network = plain.Network(cells, weights)
    return lambda: F.cross_entropy(network.logits(images, choices, z), labels).backward()


def with_gradients(tensors):
    for tensor in tensors:
        tensor.grad = torch.randn_like(tensor)
    return tensors


def sgd(foreach):
    weights = with_gradients(list(supernet_weights(1).values()))
    optimizer = torch.optim.SGD(weights, 0.05, momentum=0.9, weight_decay=5e-4, foreach=foreach)
    optimizer.step()  # the first step makes the velocities

    def work():
        torch.nn.utils.clip_grad_norm_(weights, 5, foreach=foreach)
        optimizer.step()

    return work


def adam(foreach):
    """Φ lies on a device of its own, so that the numbers that Adam keeps on the host do not count."""
    shapes = (5, 10), (5, 150)
    phi = with_gradients([torch.randn(*shape, device="meta") for shape in shapes])
    optimizer = torch.optim.Adam(phi, 0.01, weight_decay=1e-3, foreach=foreach)
    optimizer.step()
    return optimizer.step


def min_norm():
    """With a solver on the host, whose work is not counted: only what it takes and gives."""
    gradients = torch.randn(DEVICES, 800)
    solution = torch.full((DEVICES,), 1 / DEVICES)

    def work():
        gram = gradients @ gradients.T
        gram.to("cpu", copy=True)
        weights = solution.to(gradients.device, copy=True)
        weights @ gradients

    return work


def show(part, names):
    print(f"{part}: {names.total()} {dict(names)}")


def main():
    torch.manual_seed(1)
    parts = {
        "draws by ReinMax and their gradient": draws(reinmax),
        "draws by Gumbel-softmax and their gradient": draws(gumbel_softmax),
        "sum and gate gradients of a node": gated_node(),
        "batch norm with ReLU and its gradients": normalized_relu(),
        "sum of normalised edges and its gradients": normalized_sum(),
        "clipping and SGD with momentum": sgd(False),
        "clipping and SGD with momentum, foreach": sgd(True),
        "min-norm direction": min_norm(),
    }
    for name, part in parts.items():
        show(name, count(part))
    show("Adam", count(adam(False), "meta"))
    show("Adam, foreach", count(adam(True), "meta"))
    for operation, name in enumerate(NAMES):
        for leaf in "zw":
            one, two = (count(supernet_pass(cells, operation, leaf)) for cells in (1, 2))
            show(f"{name}, gradient of {leaf}", two - one)


if __name__ == "__main__":
    main()
