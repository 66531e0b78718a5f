"""Draws the inputs of golden cases and records their results."""

import numpy
import torch

KINK = 1e-5


class Recorder:
    """The tensors of one golden file, `<case>.<tensor>`, in the order in which they were made.

    Inputs are float64 tensors whose values are float32 numbers, so that a program that computes in
    float32 starts from exactly the same values.
    """

    def __init__(self, seed):
        self.random = numpy.random.default_rng(seed)
        self.tensors = {}

    def normal(self, *shape, scale=1.0, offset=0.0):
        return self.rounded(self.random.standard_normal(shape) * scale + offset)

    def uniform(self, *shape, low=0.0, high=1.0):
        return self.rounded(self.random.uniform(low, high, shape))

    def gumbel(self, *shape):
        return self.rounded(self.random.gumbel(size=shape))

    def integers(self, bound, *shape):
        return torch.from_numpy(self.random.integers(bound, size=shape))

    @staticmethod
    def rounded(values):
        """Float32 numbers as a float64 tensor."""
        return torch.from_numpy(values.astype(numpy.float32).astype(numpy.float64))

    def record(self, case, **tensors):
        """Numbers are stored as one-element vectors, integers as floats."""
        for name, value in tensors.items():
            array = numpy.atleast_1d(torch.as_tensor(value).detach().numpy())
            key = f"{case}.{name}"
            if key in self.tensors:
                raise ValueError(f"tensor '{key}' was recorded twice")
            self.tensors[key] = array

    def differentiate(self, case, function, **inputs):
        """Records inputs, function(**inputs), a random cotangent and the gradient of each input."""
        leaves = {name: value.clone().requires_grad_() for name, value in inputs.items()}
        output = torch.atleast_1d(function(**leaves))
        cotangent = self.normal(*output.shape)
        gradients = torch.autograd.grad((output * cotangent).sum(), list(leaves.values()))
        self.record(case, **inputs, output=output, cotangent=cotangent)
        self.record(case, **{f"grad_{name}": g for name, g in zip(leaves, gradients)})
        return output.detach()


def without_noise(x):
    """What is zero in exact arithmetic must not leave the rounding of one machine in a file."""
    return torch.where(x.abs() < 1e-13, 0.0, x)


def relu(x):
    """Refuses values so near the kink that float32 could see the other side."""
    distance = x.detach().abs()
    if ((distance > 0) & (distance < KINK)).any():
        raise ArithmeticError("an activation is too close to zero: choose another seed")
    return torch.relu(x)


def images_first(x):
    """(batch, height, width, channels) to PyTorch's (batch, channels, height, width)."""
    return x.permute(0, 3, 1, 2)


def channels_last(x):
    """(batch, channels, height, width) to (batch, height, width, channels)."""
    return x.permute(0, 2, 3, 1)


def convolve(x, weight, stride, padding):
    """Convolution of NHWC images with a weight (out, height, width, in)."""
    y = torch.conv2d(images_first(x), images_first(weight), None, stride, padding)
    return channels_last(y)
