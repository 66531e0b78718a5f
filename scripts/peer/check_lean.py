"""Checks the hand-written passes against plain autograd in float64: `python3 check_lean.py`."""

import torch
from torch.nn import functional as F

import lean_network as lean


def plain_logits(weights, cells, images, z):
    """The same supernet, written as its definition reads, for any z (6x5)."""
    def norm(x, prefix=None):
        scale = shift = None
        if prefix:
            scale, shift = weights[f"{prefix}.scale"], weights[f"{prefix}.shift"]
        return F.batch_norm(x, None, None, scale, shift, True, 0.0, lean.EPSILON)

    def operation(op, x, weight):
        if op == lean.NONE:
            return torch.zeros_like(x)
        if op == lean.SKIP:
            return x
        if op == lean.POOL:
            return F.avg_pool2d(x, 3, 1, 1, count_include_pad=False)
        if op == lean.CONV1:
            return norm(F.conv2d(F.relu(x), weight[:, :, 1:2, 1:2]))
        return norm(F.conv2d(F.relu(x), weight, padding=1))

    x = norm(F.conv2d(images, weights["stem.conv.weight"], padding=1), "stem.norm")
    for cell in range(3 * cells):
        if cell in (cells, 2 * cells):
            name = f"reductions.{cell // cells - 1}"
            h = F.conv2d(F.relu(x), weights[f"{name}.conv1.weight"], stride=2, padding=1)
            h = F.relu(norm(h, f"{name}.norm1"))
            h = norm(F.conv2d(h, weights[f"{name}.conv2.weight"], padding=1), f"{name}.norm2")
            x = h + F.conv2d(F.avg_pool2d(x, 2), weights[f"{name}.shortcut.weight"])
        nodes = [x, 0, 0, 0]
        for edge, (source, target) in enumerate(lean.EDGES):
            chosen = int(z[edge].argmax())
            others = z[edge].sum() - z[edge][chosen]
            y = operation(chosen, nodes[source], weights[f"cells.{cell}.edges.{edge}.weight"])
            nodes[target] = nodes[target] + z[edge][chosen] * y + others
        x = nodes[3]
    x = F.relu(norm(x, "head.norm")).mean((2, 3))
    return F.linear(x, weights["head.linear.weight"], weights["head.linear.bias"])


def difference(native_pooling, cells, choices):
    shapes = lean.parameter_shapes(4, cells, 5)
    size = sum(torch.Size(shape).numel() for shape in shapes.values())
    flat, grads = torch.zeros(size, dtype=torch.float64), torch.zeros(size, dtype=torch.float64)
    weights = lean.views(flat, shapes)
    flat.normal_(0, 0.3)
    images = torch.randn(3, 3, 8, 8, dtype=torch.float64).to(memory_format=torch.channels_last)
    labels = torch.tensor([4, 0, 2])
    network = lean.Network(cells, weights, lean.views(grads, shapes), native_pooling)
    with torch.no_grad():
        network.weight_pass(images, labels, choices)
        grad_z = torch.tensor(
            network.architecture_pass(images, labels, choices), dtype=torch.float64)
    leaves = {name: value.clone().requires_grad_() for name, value in weights.items()}
    z = F.one_hot(torch.tensor(choices), 5).double().requires_grad_()
    F.cross_entropy(plain_logits(leaves, cells, images, z), labels).backward()
    worst = (grad_z - z.grad).abs().max().item()
    for name, gradient in lean.views(grads, shapes).items():
        expected = leaves[name].grad
        worst = max(worst, (gradient - (0 if expected is None else expected)).abs().max().item())
    return worst


def main():
    torch.manual_seed(1)
    worst = 0.0
    for trial in range(300):
        choices = torch.randint(5, (6,)).tolist()
        error = difference(trial % 2 == 0, 1 + trial % 2, choices)
        worst = max(worst, error)
        if error > 1e-9:
            raise SystemExit(f"architecture {choices}: gradients differ by {error}")
    print(f"300 architectures, largest difference {worst:.1e}")


if __name__ == "__main__":
    main()
