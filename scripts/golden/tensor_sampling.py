"""ReinMax, straight-through Gumbel-softmax (GDAS) and softmax (DARTS) over rows of logits."""

import torch


def build(recorder):
    _check_exactness(recorder)
    for name, shape in (("reinmax", (6, 5)), ("reinmax_wide", (4, 9))):
        theta = recorder.normal(*shape)
        u = _clear_uniforms(recorder, theta)
        cotangent = recorder.normal(*shape)
        choices = choose(theta, u)
        sample = torch.nn.functional.one_hot(choices, shape[1]).double()
        recorder.record(name, theta=theta, uniforms=u, probabilities=torch.softmax(theta, 1),
                        choices=choices, output=sample, cotangent=cotangent,
                        grad_theta=reinmax_gradient(theta, sample, cotangent))
    for name, tau in (("gdas_warm", 10.0), ("gdas", 1.0), ("gdas_cold", 0.25)):
        _gdas(recorder, name, tau)
    recorder.differentiate("darts", lambda theta: torch.softmax(theta, 1),
                           theta=recorder.normal(6, 5))


def choose(theta, u):
    """Index of the first cumulative probability above u, per row."""
    return (torch.softmax(theta, 1).cumsum(1) <= u[:, None]).sum(1)


def jacobian_product(p, v):
    return p * v - p * (p * v).sum(1, keepdim=True)


def reinmax_gradient(theta, sample, g):
    """The second-order estimate of Liu et al. (2023) with temperature 1."""
    p = torch.softmax(theta, 1)
    result = 2 * jacobian_product((p + sample) / 2, g) - jacobian_product(p, g) / 2
    return result - result.mean(1, keepdim=True)


def _clear_uniforms(recorder, theta):
    """Uniforms away from every cumulative probability: rounding cannot change the choice."""
    bounds = torch.softmax(theta, 1).cumsum(1)
    while True:
        u = recorder.uniform(theta.shape[0])
        if (bounds - u[:, None]).abs().min() > 0.003:
            return u


def _gdas(recorder, name, tau):
    gumbel = recorder.gumbel(6, 5)

    def soften(theta):
        return torch.softmax((torch.log_softmax(theta, 1) + gumbel) / tau, 1)

    def sample(theta):
        soft = soften(theta)
        hard = torch.nn.functional.one_hot(soft.argmax(1), 5).double()
        return hard - soft.detach() + soft

    theta = recorder.normal(6, 5)
    recorder.record(name, tau=tau, gumbel=gumbel, soft=soften(theta))
    recorder.differentiate(name, sample, theta=theta)


def _check_exactness(recorder):
    """The estimate is unbiased for quadratic functions of the sample."""
    theta = recorder.normal(1, 4).requires_grad_()
    matrix, vector = recorder.normal(4, 4), recorder.normal(4)
    p = torch.softmax(theta, 1)
    expectation, estimate = 0, 0
    for index in range(4):
        sample = torch.eye(4, dtype=torch.float64)[index : index + 1]
        value = (sample @ matrix * sample).sum() + (sample * vector).sum()
        gradient = sample @ (matrix + matrix.t()) + vector
        expectation = expectation + p[0, index] * value
        estimate = estimate + p[0, index] * reinmax_gradient(theta, sample, gradient)
    (exact,) = torch.autograd.grad(expectation, theta)
    if (exact - estimate).abs().max() > 1e-12:
        raise ArithmeticError("the ReinMax gradient is biased on a quadratic function")
