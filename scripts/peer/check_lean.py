"""Checks the hand-written passes against plain autograd in float64: `python3 check_lean.py`."""

import torch
from torch.nn import functional as F

import lean_network as lean
import plain_network as plain


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
    F.cross_entropy(plain.Network(cells, leaves).logits(images, choices, z), labels).backward()
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
