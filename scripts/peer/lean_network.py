"""The NAS-Bench-201 supernet with a hand-written backward pass, for one sampled architecture.

Three stages of `cells` cells with C, 2C and 4C channels; a residual block of stride 2 between
stages. Every tensor is NCHW in PyTorch's channels-last layout, that is NHWC in memory. Only the
operation an edge has drawn is executed, an edge through which nothing can flow from the cell's
input to its output is not executed at all, and a pass computes either the gradient of the weights
or the gradient of the architecture, never both.
"""

import torch

from lean_layers import (
    CHANNELS_LAST, EPSILON, ConvNorm, NodeGradient, Pooling, conv_backward, inner, norm_backward,
    pool_backward, threshold_backward)

NONE, SKIP, CONV1, CONV3, POOL = range(5)
EDGES = ((0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3))


def parameter_shapes(channels, cells, classes):
    """Name -> shape of every parameter; convolutions as (out, height, width, in)."""
    shapes = {"stem.conv.weight": (channels, 3, 3, 3)}
    _norm_shapes(shapes, "stem.norm", channels)
    width = channels
    for cell in range(3 * cells):
        if cell in (cells, 2 * cells):
            prefix = f"reductions.{cell // cells - 1}"
            shapes[f"{prefix}.conv1.weight"] = (2 * width, 3, 3, width)
            _norm_shapes(shapes, f"{prefix}.norm1", 2 * width)
            shapes[f"{prefix}.conv2.weight"] = (2 * width, 3, 3, 2 * width)
            _norm_shapes(shapes, f"{prefix}.norm2", 2 * width)
            shapes[f"{prefix}.shortcut.weight"] = (2 * width, 1, 1, width)
            width *= 2
        for edge in range(len(EDGES)):
            shapes[f"cells.{cell}.edges.{edge}.weight"] = (width, 3, 3, width)
    _norm_shapes(shapes, "head.norm", width)
    shapes["head.linear.weight"] = (classes, width)
    shapes["head.linear.bias"] = (classes,)
    return shapes


def _norm_shapes(shapes, prefix, width):
    shapes[f"{prefix}.scale"] = (width,)
    shapes[f"{prefix}.shift"] = (width,)


def views(flat, shapes):
    """Name -> view of a flat buffer; convolutions appear as (out, in, height, width)."""
    result, offset = {}, 0
    for name, shape in shapes.items():
        size = torch.Size(shape).numel()
        view = flat[offset : offset + size].view(shape)
        result[name] = view.permute(0, 3, 1, 2) if len(shape) == 4 else view
        offset += size
    return result


def initialise(weights):
    """He initialisation of convolutions and linear layer, identity for normalisation."""
    for name, weight in weights.items():
        if name.endswith("scale"):
            weight.fill_(1)
        elif name.endswith(("shift", "bias")):
            weight.zero_()
        else:
            weight.normal_(0, (2 / weight[0].numel()) ** 0.5)


class Wiring:
    """Which nodes and edges of a cell carry anything, given the operation of each edge."""

    def __init__(self, choices):
        self.choices = choices
        fed = [True, False, False, False]
        for edge, (source, target) in enumerate(EDGES):
            fed[target] |= fed[source] and choices[edge] != NONE
        used = [False, False, False, True]
        for edge, (source, target) in reversed(list(enumerate(EDGES))):
            used[source] |= used[target] and choices[edge] != NONE
        self.fed, self.used = fed, used
        self.connected = fed[3]
        self.live = [
            choices[edge] != NONE and fed[source] and used[target]
            for edge, (source, target) in enumerate(EDGES)
        ]

    def into(self, node):
        return [e for e, (_, target) in enumerate(EDGES) if target == node and self.live[e]]

    def cost(self):
        """Rough relative time of one pass."""
        prices = {SKIP: 1, POOL: 3, CONV1: 10, CONV3: 30}
        cells = sum(prices[op] for op, live in zip(self.choices, self.live) if live)
        return cells + 40 if self.connected else 1


class Cell:
    """Forward and backward of one cell; keeps what its backward needs."""

    def __init__(self, network, index, wiring):
        self.network, self.index, self.wiring = network, index, wiring
        self.name = f"cells.{index}.edges"
        self.nodes = [None] * 4
        self.relus = [None] * 4
        self.units = {}

    def forward(self, x):
        self.nodes[0] = x
        for target in (1, 2, 3):
            terms = sorted(map(self._term, self.wiring.into(target)), key=lambda term: not term[1])
            if not terms:
                continue
            total, owned = terms[0]
            for term, _ in terms[1:]:
                total, owned = (total.add_(term) if owned else total + term), True
            self.nodes[target] = total
        return self.nodes[3]

    def _term(self, edge):
        """(output of the edge, whether it may be overwritten)."""
        source, op = EDGES[edge][0], self.wiring.choices[edge]
        x = self.nodes[source]
        if op == SKIP:
            return x, False
        if op == POOL:
            return self.network.pooling.forward(x), True
        if self.relus[source] is None:
            self.relus[source] = torch.relu(x)
        weight = self.network.weights[f"{self.name}.{edge}.weight"]
        if op == CONV1:
            weight = weight[:, :, 1:2, 1:2].contiguous(memory_format=CHANNELS_LAST)
        unit = self.units[edge] = ConvNorm(self.relus[source], weight)
        return unit.take(), True

    def backward(self, grad, grad_z=None, need_input=True):
        """Gradient of the input; adds to grad_z (6x5) or, without it, to the weight gradients."""
        gradients = [NodeGradient() for _ in range(4)]
        gradients[3].add(grad, False)
        sums = [0.0] * 4
        for target in (3, 2, 1):
            incoming = self.wiring.into(target)
            g = gradients[target].total(self.relus[target]) if incoming else None
            shares = []
            for edge in incoming:
                source = EDGES[edge][0]
                need_x = need_input or source > 0
                if edge in self.units:
                    if grad_z is None:
                        self._conv_weight_gradient(edge, g, gradients[source], need_x)
                    else:
                        own, shift = self._conv_share(edge, g, gradients[source], need_x)
                        shares.append(own)
                        sums[target] = shift
                else:
                    g_x = self._pass_back(edge, g, need_x or grad_z is not None)
                    if grad_z is not None:
                        shares.append(inner(g_x, self.nodes[source]).item())
                    if need_x:
                        gradients[source].add(g_x, g_x is not g)
            if grad_z is not None:
                self._node_share(target, incoming, shares, g, sums, grad_z)
        return gradients[0].total(self.relus[0]) if need_input else None

    def _pass_back(self, edge, g, needed):
        if self.wiring.choices[edge] == SKIP or not needed:
            return g
        return self.network.pooling.backward(g, self.nodes[EDGES[edge][0]])

    def _conv_weight_gradient(self, edge, g, source_gradient, need_x):
        g_x, g_weight, _, _ = self.units[edge].backward(g, need_x, True)
        accumulated = self.network.gradients[f"{self.name}.{edge}.weight"]
        if self.wiring.choices[edge] == CONV1:
            accumulated = accumulated[:, :, 1:2, 1:2]
        accumulated.add_(g_weight)
        if need_x:
            source_gradient.add_before_relu(g_x)

    def _conv_share(self, edge, g, source_gradient, need_x):
        """(<g, output of the edge>, sum of g): the normalisation's scale and shift gradients."""
        unit = self.units[edge]
        ones = self.network.ones(unit.conv.shape[1])
        g_x, _, g_scale, g_shift = unit.backward(g, need_x, False, ones)
        if need_x:
            source_gradient.add_before_relu(g_x)
        return g_scale.sum().item(), g_shift.sum().item()

    def _node_share(self, target, incoming, shares, g, sums, grad_z):
        """y = z_a op_a(x) + sum of the other z_i: every other entry sees the sum of g."""
        wiring = self.wiring
        if not wiring.fed[target]:
            sums[target] = sum(
                sums[to] for edge, (source, to) in enumerate(EDGES)
                if source == target and wiring.choices[edge] in (SKIP, POOL))
        elif incoming and not any(edge in self.units for edge in incoming):
            sums[target] = g.sum().item()
        own = dict(zip(incoming, shares))
        for edge, (_, to) in enumerate(EDGES):
            if to == target:
                chosen = wiring.choices[edge]
                for op in range(5):
                    grad_z[edge][op] += own.get(edge, 0.0) if op == chosen else sums[target]


class Reduction:
    """Residual block of stride 2: ReLU-conv-BN-ReLU-conv-BN plus 1x1 of the 2x2 average."""

    def __init__(self, network, index):
        self.network, self.name = network, f"reductions.{index}"

    def forward(self, x):
        w, name = self.network.weights, self.name
        self.x = x
        self.relu = torch.relu(x)
        self.first = ConvNorm(self.relu, w[f"{name}.conv1.weight"], 2,
                              w[f"{name}.norm1.scale"], w[f"{name}.norm1.shift"])
        self.middle = self.first.take().relu_()
        self.second = ConvNorm(self.middle, w[f"{name}.conv2.weight"], 1,
                               w[f"{name}.norm2.scale"], w[f"{name}.norm2.shift"])
        self.pooled = torch.nn.functional.avg_pool2d(x, 2)
        return self.second.take().add_(torch.conv2d(self.pooled, w[f"{name}.shortcut.weight"]))

    def backward(self, grad, need_weights):
        add, name = self.network.accumulate, self.name
        g, *rest = self.second.backward(grad, True, need_weights)
        add(name, ("conv2.weight", "norm2.scale", "norm2.shift"), rest, need_weights)
        g = threshold_backward(g, self.middle, 0)
        g, *rest = self.first.backward(g, True, need_weights)
        add(name, ("conv1.weight", "norm1.scale", "norm1.shift"), rest, need_weights)
        g = threshold_backward(g, self.relu, 0)
        g_pooled, g_weight, _ = conv_backward(
            grad, self.pooled, self.network.weights[f"{name}.shortcut.weight"], None,
            [1, 1], [0, 0], [1, 1], False, [0, 0], 1, [True, need_weights, False])
        add(name, ("shortcut.weight",), (g_weight,), need_weights)
        return g.add_(pool_backward(g_pooled, self.x, [2, 2], [2, 2], [0, 0], False, True, None))


class Network:
    """Passes over shared weights that add to one set of gradients."""

    def __init__(self, cells, weights, gradients, native_pooling=False):
        self.cells, self.weights, self.gradients = cells, weights, gradients
        self.pooling = Pooling(native_pooling)
        self._ones = {}

    def ones(self, width):
        if width not in self._ones:
            self._ones[width] = torch.ones(width, dtype=self.weights["stem.norm.scale"].dtype)
        return self._ones[width]

    def accumulate(self, prefix, names, gradients, needed):
        if needed:
            for name, gradient in zip(names, gradients):
                self.gradients[f"{prefix}.{name}"].add_(gradient)

    def weight_pass(self, images, labels, choices):
        """Adds the weight gradient of the mean cross entropy; returns the loss."""
        return self._pass(images, labels, Wiring(choices), None)

    def architecture_pass(self, images, labels, choices):
        """The gradient with respect to the 6x5 one-hot choices, as lists."""
        grad_z = [[0.0] * 5 for _ in EDGES]
        wiring = Wiring(choices)
        # The batch normalisation behind a disconnected cell lets no gradient through.
        if wiring.connected:
            self._pass(images, labels, wiring, grad_z)
        return grad_z

    def _pass(self, images, labels, wiring, grad_z):
        need_weights = grad_z is None
        blocks = []
        if wiring.connected:
            w = self.weights
            stem = ConvNorm(images, w["stem.conv.weight"], 1,
                            w["stem.norm.scale"], w["stem.norm.shift"])
            x = stem.take()
            for index in range(3 * self.cells):
                if index in (self.cells, 2 * self.cells):
                    blocks.append(Reduction(self, index // self.cells - 1))
                    x = blocks[-1].forward(x)
                blocks.append(Cell(self, index, wiring))
                x = blocks[-1].forward(x)
        else:
            width = self.weights["head.norm.scale"].shape[0]
            x = images.new_zeros(images.shape[0], width, 1, 1)
        loss, g = self._head(x, labels, need_weights)
        while blocks:
            block = blocks.pop()
            if isinstance(block, Reduction):
                g = block.backward(g, need_weights)
            else:
                g = block.backward(g, grad_z, need_weights or bool(blocks))
        if need_weights and wiring.connected:
            _, *rest = stem.backward(g, False, True)
            self.accumulate("stem", ("conv.weight", "norm.scale", "norm.shift"), rest, True)
        return loss

    def _head(self, x, labels, need_weights):
        """(loss, gradient of x)."""
        w = self.weights
        y, mean, deviation = torch.native_batch_norm(
            x, w["head.norm.scale"], w["head.norm.shift"], None, None, True, 0.0, EPSILON)
        features = y.relu_().mean((2, 3))
        logits = torch.addmm(w["head.linear.bias"], features, w["head.linear.weight"].t())
        log_p = torch.log_softmax(logits, 1)
        loss = -log_p.gather(1, labels[:, None]).mean()
        g = log_p.exp_()
        g.scatter_add_(1, labels[:, None], g.new_full((len(labels), 1), -1.0)).div_(len(labels))
        if need_weights:
            self.accumulate("head.linear", ("weight", "bias"), (g.t() @ features, g.sum(0)), True)
        g = (g @ w["head.linear.weight"]).div_(x.shape[2] * x.shape[3])
        g = (y > 0) * g[:, :, None, None]
        g, *rest = norm_backward(
            g, x, w["head.norm.scale"], None, None, mean, deviation, True, EPSILON,
            [True, need_weights, need_weights])
        self.accumulate("head.norm", ("scale", "shift"), rest, need_weights)
        return loss, g
