"""Forward and backward of a whole NAS-Bench-201 supernet of four channels, one cell per stage."""

import torch
from torch.nn import functional

from recorder import channels_last, convolve, images_first, relu, without_noise

NONE, SKIP, CONV1, CONV3, POOL = range(5)
EDGES = ((0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3))
CHANNELS, CLASSES, BATCH, SIZE, EPSILON = 4, 5, 3, 8, 1e-5
CASES = {
    "mixed": (CONV3, CONV1, CONV3, POOL, SKIP, CONV1),
    "dead_end": (CONV3, NONE, CONV1, CONV3, NONE, NONE),
    "unfed": (NONE, NONE, POOL, CONV1, CONV3, SKIP),
    "parameter_free": (POOL, SKIP, POOL, SKIP, POOL, SKIP),
    "all_none": (NONE,) * 6,
}


def build(recorder):
    weights = parameters(recorder, CHANNELS, CLASSES)
    images, labels = recorder.normal(BATCH, SIZE, SIZE, 3), torch.tensor([4, 0, 2])
    for name, value in weights.items():
        recorder.tensors[name] = value.numpy()
    recorder.tensors["images"] = images.numpy()
    recorder.tensors["labels"] = labels.numpy()
    for name, choices in CASES.items():
        leaves = {key: value.clone().requires_grad_() for key, value in weights.items()}
        z = functional.one_hot(torch.tensor(choices), 5).double().requires_grad_()
        scores = logits(leaves, images, z)
        recorder.record(name, choices=torch.tensor(choices))
        _record(recorder, name, leaves, z, scores, labels)
    leaves = {key: value.clone().requires_grad_() for key, value in weights.items()}
    z = recorder.rounded(torch.softmax(recorder.normal(6, 5), 1).numpy()).requires_grad_()
    recorder.record("dense", gates=z)
    _record(recorder, "dense", leaves, z, logits(leaves, images, z, _mixture), labels)


def _record(recorder, name, leaves, z, scores, labels):
    loss = functional.cross_entropy(scores, labels)
    loss.backward()
    recorder.record(name, logits=scores, loss=loss, grad_z=without_noise(z.grad))
    for key, leaf in leaves.items():
        if leaf.grad is not None and without_noise(leaf.grad).any():
            recorder.record(name, **{f"grad.{key}": without_noise(leaf.grad)})


def _chosen(z, x, weight):
    """z (5) is one-hot in value; its gradient follows the rule for a mixed operation."""
    chosen = int(z.argmax())
    others = sum(z[op] for op in range(5) if op != chosen)
    return z[chosen] * _operation(chosen, x, weight) + others


def _mixture(z, x, weight):
    """All operations, weighted by z (5)."""
    return sum(z[op] * _operation(op, x, weight) for op in range(5))


def logits(p, images, z, edge=_chosen):
    x = _norm(convolve(images, p["stem.conv.weight"], 1, 1), p, "stem.norm")
    for cell in range(3):
        if cell:
            x = _reduce(x, p, f"reductions.{cell - 1}")
        x = _cell(x, p, f"cells.{cell}.edges", z, edge)
    x = relu(_norm(x, p, "head.norm")).mean((1, 2))
    return x @ p["head.linear.weight"].t() + p["head.linear.bias"]


def _cell(x, p, prefix, z, edge):
    nodes = [x, torch.zeros_like(x), torch.zeros_like(x), torch.zeros_like(x)]
    for index, (source, target) in enumerate(EDGES):
        y = edge(z[index], nodes[source], p[f"{prefix}.{index}.weight"])
        nodes[target] = nodes[target] + y
    return nodes[3]


def _operation(op, x, weight):
    if op == NONE:
        return torch.zeros_like(x)
    if op == SKIP:
        return x
    if op == POOL:
        pooled = functional.avg_pool2d(images_first(x), 3, 1, 1, count_include_pad=False)
        return channels_last(pooled)
    if op == CONV1:
        return _norm(convolve(relu(x), weight[:, 1:2, 1:2, :], 1, 0))
    return _norm(convolve(relu(x), weight, 1, 1))


def _reduce(x, p, name):
    h = _norm(convolve(relu(x), p[f"{name}.conv1.weight"], 2, 1), p, f"{name}.norm1")
    h = _norm(convolve(relu(h), p[f"{name}.conv2.weight"], 1, 1), p, f"{name}.norm2")
    halved = channels_last(functional.avg_pool2d(images_first(x), 2))
    return h + convolve(halved, p[f"{name}.shortcut.weight"], 1, 0)


def _norm(x, p=None, prefix=None):
    scale = p[f"{prefix}.scale"] if p else None
    shift = p[f"{prefix}.shift"] if p else None
    y = functional.batch_norm(images_first(x), None, None, scale, shift, True, 0.0, EPSILON)
    return channels_last(y)


def parameters(recorder, channels, classes):
    p = {"stem.conv.weight": _weight(recorder, channels, 3, 3)}
    _norm_parameters(recorder, p, "stem.norm", channels)
    for cell in range(3):
        width = channels << cell
        for edge in range(6):
            p[f"cells.{cell}.edges.{edge}.weight"] = _weight(recorder, width, 3, width)
    for index in range(2):
        name, width = f"reductions.{index}", channels << index
        p[f"{name}.conv1.weight"] = _weight(recorder, 2 * width, 3, width)
        _norm_parameters(recorder, p, f"{name}.norm1", 2 * width)
        p[f"{name}.conv2.weight"] = _weight(recorder, 2 * width, 3, 2 * width)
        _norm_parameters(recorder, p, f"{name}.norm2", 2 * width)
        p[f"{name}.shortcut.weight"] = _weight(recorder, 2 * width, 1, width)
    width = 4 * channels
    _norm_parameters(recorder, p, "head.norm", width)
    p["head.linear.weight"] = recorder.normal(classes, width, scale=0.3)
    p["head.linear.bias"] = recorder.normal(classes, scale=0.2)
    return p


def _weight(recorder, out, kernel, width):
    scale = (2 / (kernel * kernel * width)) ** 0.5
    return recorder.normal(out, kernel, kernel, width, scale=scale)


def _norm_parameters(recorder, p, prefix, width):
    p[f"{prefix}.scale"] = recorder.normal(width, scale=0.2, offset=1)
    p[f"{prefix}.shift"] = recorder.normal(width, scale=0.2)
