"""Layers with a hand-written backward pass; tensors are channels-last."""

import torch

EPSILON = 1e-5
CHANNELS_LAST = torch.channels_last

conv_backward = torch.ops.aten.convolution_backward.default
norm_backward = torch.ops.aten.native_batch_norm_backward.default
threshold_backward = torch.ops.aten.threshold_backward.default
pool_backward = torch.ops.aten.avg_pool2d_backward.default


class Pooling:
    """3x3 average pooling that does not count padding, by PyTorch or as depthwise convolution."""

    def __init__(self, native):
        self.native = native
        self.constants = {}

    def _constants(self, x):
        key = x.shape[1:]
        if key not in self.constants:
            kernel = torch.ones(x.shape[1], 1, 3, 3, dtype=x.dtype)
            ones = torch.ones(1, 1, *x.shape[2:], dtype=x.dtype)
            counts = torch.conv2d(ones, kernel[:1], padding=1)
            self.constants[key] = (kernel.contiguous(memory_format=CHANNELS_LAST), 1 / counts)
        return self.constants[key]

    def forward(self, x):
        if self.native:
            return torch.nn.functional.avg_pool2d(x, 3, 1, 1, count_include_pad=False)
        kernel, share = self._constants(x)
        return torch.conv2d(x, kernel, padding=1, groups=x.shape[1]).mul_(share)

    def backward(self, grad, x):
        if self.native:
            return pool_backward(grad, x, [3, 3], [1, 1], [1, 1], False, False, None)
        kernel, share = self._constants(x)
        return torch.conv2d(grad * share, kernel, padding=1, groups=x.shape[1])


class ConvNorm:
    """A convolution without bias followed by batch normalisation with batch statistics."""

    def __init__(self, x, weight, stride=1, scale=None, shift=None):
        self.x, self.weight, self.stride, self.scale = x, weight, stride, scale
        self.padding = weight.shape[2] // 2
        self.conv = torch.conv2d(x, weight, None, stride, self.padding)
        self.y, self.mean, self.deviation = torch.native_batch_norm(
            self.conv, scale, shift, None, None, True, 0.0, EPSILON)

    def take(self):
        """The output, no longer held here (the backward pass does not need it)."""
        y, self.y = self.y, None
        return y

    def backward(self, grad, need_x, need_weight, scale=None):
        """(gradient of x, of the weight, of the scale, of the shift)."""
        scale = self.scale if scale is None else scale
        affine = scale is not None
        need_conv = need_x or need_weight
        g, g_scale, g_shift = norm_backward(
            grad, self.conv, scale, None, None, self.mean, self.deviation, True, EPSILON,
            [need_conv, affine, affine])
        if not need_conv:
            return None, None, g_scale, g_shift
        p, s = self.padding, self.stride
        g_x, g_weight, _ = conv_backward(
            g, self.x, self.weight, None, [s, s], [p, p], [1, 1], False, [0, 0], 1,
            [need_x, need_weight, False])
        return g_x, g_weight, g_scale, g_shift


def inner(a, b):
    return torch.dot(a.permute(0, 2, 3, 1).reshape(-1), b.permute(0, 2, 3, 1).reshape(-1))


class NodeGradient:
    """Gradient of one node, summed from its outgoing edges without needless copies."""

    def __init__(self):
        self.value = self.before_relu = None
        self.owned = False

    def add(self, grad, owned):
        if self.value is None:
            self.value, self.owned = grad, owned
        elif self.owned:
            self.value.add_(grad)
        elif owned:
            self.value, self.owned = grad.add_(self.value), True
        else:
            self.value, self.owned = self.value + grad, True

    def add_before_relu(self, grad):
        self.before_relu = grad if self.before_relu is None else self.before_relu.add_(grad)

    def total(self, relu):
        if self.before_relu is not None:
            self.add(threshold_backward(self.before_relu, relu, 0), True)
            self.before_relu = None
        return self.value
