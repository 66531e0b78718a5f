"""The NAS-Bench-201 supernet in plain PyTorch with autograd, for one drawn architecture."""

import functools
import operator

import torch
from torch.nn import functional as F

import lean_network as lean


def norm(x, scale=None, shift=None):
    """Batch norm with the statistics of the batch."""
    return F.batch_norm(x, None, None, scale, shift, True, 0.0, lean.EPSILON)


def total(tensors):
    """The sum, which does not begin with an addition to 0."""
    return functools.reduce(operator.add, tensors)


def gated(z, edge, chosen, y):
    """z[e, a] times the output of an edge, and its other gates, which are 0."""
    gate = z[edge, chosen]
    return gate * y + (z[edge].sum() - gate)


def gated_sum(z, edges):
    """The value of a node; its edges as (e, a, output)."""
    return total(gated(z, *edge) for edge in edges)


class Network:
    """The supernet; names of weights are those of the lean one, and shapes as its views have."""

    def __init__(self, cells, weights):
        self.cells, self.weights = cells, weights

    def logits(self, images, choices, z=None):
        """What the operations drawn give, gated by z or, without it, as they are."""
        x = F.conv2d(images, self.weights["stem.conv.weight"], padding=1)
        x = norm(x, *self.affine("stem.norm"))
        for cell in range(3 * self.cells):
            if cell in (self.cells, 2 * self.cells):
                x = self.reduction(f"reductions.{cell // self.cells - 1}", x)
            x = self.cell(f"cells.{cell}", x, choices, z)
        x = F.relu(norm(x, *self.affine("head.norm"))).mean((2, 3))
        return F.linear(x, self.weights["head.linear.weight"], self.weights["head.linear.bias"])

    def cell(self, name, x, choices, z):
        nodes = [x]
        for target in range(1, 4):
            edges = []
            for edge, (source, end) in enumerate(lean.EDGES):
                if end == target:
                    y = self.operation(choices[edge], nodes[source], f"{name}.edges.{edge}.weight")
                    edges.append((edge, choices[edge], y))
            nodes.append(total(y for _, _, y in edges) if z is None else gated_sum(z, edges))
        return nodes[3]

    def operation(self, chosen, x, name):
        if chosen == lean.NONE:
            return torch.zeros_like(x)
        if chosen == lean.SKIP:
            return x
        if chosen == lean.POOL:
            return F.avg_pool2d(x, 3, 1, 1, count_include_pad=False)
        weight = self.weights[name]
        if chosen == lean.CONV1:
            return norm(F.conv2d(F.relu(x), weight[:, :, 1:2, 1:2]))
        return norm(F.conv2d(F.relu(x), weight, padding=1))

    def reduction(self, name, x):
        h = F.conv2d(F.relu(x), self.weights[f"{name}.conv1.weight"], stride=2, padding=1)
        h = F.relu(norm(h, *self.affine(f"{name}.norm1")))
        h = F.conv2d(h, self.weights[f"{name}.conv2.weight"], padding=1)
        h = norm(h, *self.affine(f"{name}.norm2"))
        return h + F.conv2d(F.avg_pool2d(x, 2), self.weights[f"{name}.shortcut.weight"])

    def affine(self, name):
        return self.weights[f"{name}.scale"], self.weights[f"{name}.shift"]
