"""Training-free metrics of stand-alone NAS-Bench-201 networks of four channels, one cell a stage."""

import math

import numpy
import torch
from torch.nn import functional

from recorder import channels_last, convolve, images_first, relu

NONE, SKIP, CONV1, CONV3, POOL = range(5)
EDGES = ((0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3))
CHANNELS, CLASSES, BATCH, SIZE, EPSILON, K = 4, 3, 8, 8, 1e-5, 1e-5
CASES = {
    "mixed": (CONV3, CONV1, CONV3, POOL, SKIP, CONV1),
    "convolutions": (CONV3, CONV3, CONV1, CONV3, CONV1, CONV3),
    "dead_end": (CONV3, CONV1, NONE, CONV3, NONE, SKIP),
    "unfed": (NONE, CONV1, CONV3, CONV1, CONV3, CONV3),
}


def build(recorder):
    images = recorder.normal(BATCH, SIZE, SIZE, 3)
    labels = torch.tensor([0, 1, 2, 0, 1, 1, 0, 1])
    noise, more_noise = recorder.normal(*images.shape), recorder.normal(*images.shape)
    recorder.record("batch", images=images, labels=labels, noise=noise, more_noise=more_noise)
    for name, choices in CASES.items():
        network = Network(choices, recorder)
        recorder.record(name, choices=torch.tensor(choices))
        recorder.record(name, **network.parameters)
        recorder.record(name, **_weight_metrics(network, images, labels))
        recorder.record(name, **_jacobian_metrics(network, images, labels))
        recorder.record(name, fisher=_fisher(network, images, labels))
        recorder.record(name, nwot=_nwot(network, images))
        recorder.record(name, synflow=_synflow(network, images))
        recorder.record(name, zen=_zen(network, noise, more_noise))
    _alignment(recorder)


class Network:
    """Which layers follow each other; hooks see what passes."""

    def __init__(self, choices, recorder):
        self.choices, self.parameters = choices, {}
        self.used = [False, False, False, True]
        for node in (2, 1, 0):
            self.used[node] = any(
                source == node and self.used[target] and op != NONE
                for (source, target), op in zip(EDGES, choices))
        self._declare(recorder)
        self.rectifier = relu
        self.seen_relu = self.seen_layer = self.seen_norm = lambda x: x
        self.normalized = True

    def _declare(self, recorder):
        self._convolution(recorder, "stem.conv", CHANNELS, 3, 3)
        self._norm(recorder, "stem.norm", CHANNELS)
        for cell in range(3):
            width = CHANNELS << cell
            if cell:
                name = f"reductions.{cell - 1}"
                self._convolution(recorder, f"{name}.conv1", width, 3, width // 2)
                self._convolution(recorder, f"{name}.conv2", width, 3, width)
                self._convolution(recorder, f"{name}.shortcut", width, 1, width // 2)
                self._norm(recorder, f"{name}.norm1", width)
                self._norm(recorder, f"{name}.norm2", width)
            for edge, op in enumerate(self.choices):
                if op in (CONV1, CONV3):
                    name, kernel = f"cells.{cell}.edges.{edge}", 1 if op == CONV1 else 3
                    self._convolution(recorder, f"{name}.conv", width, kernel, width)
                    self._norm(recorder, f"{name}.norm", width)
        width = 4 * CHANNELS
        self._norm(recorder, "head.norm", width)
        self.parameters["head.linear.weight"] = recorder.normal(CLASSES, width, scale=0.3)
        self.parameters["head.linear.bias"] = recorder.normal(CLASSES, scale=0.2)

    def _convolution(self, recorder, name, out, kernel, width):
        scale = (1 / (kernel * kernel * width)) ** 0.5
        self.parameters[f"{name}.weight"] = recorder.normal(out, kernel, kernel, width, scale=scale)

    def _norm(self, recorder, name, width):
        self.parameters[f"{name}.scale"] = recorder.normal(width, scale=0.2, offset=1)
        self.parameters[f"{name}.shift"] = recorder.normal(width, scale=0.2)

    def forward(self, p, images):
        pooled = self.features(p, images).mean((1, 2))
        weight, bias = p["head.linear.weight"], p["head.linear.bias"]
        return self.seen_layer((pooled @ weight.t() + bias, weight))[0]

    def features(self, p, images):
        x = self._normalize(p, "stem.norm", self._convolve(p, "stem.conv", images, 1, 1))
        for cell in range(3):
            if cell:
                x = self._reduce(p, f"reductions.{cell - 1}", x)
            x = self._cell(p, f"cells.{cell}.edges", x)
        return self._relu(self._normalize(p, "head.norm", x))

    def _cell(self, p, prefix, x):
        nodes = [x] + [torch.zeros_like(x)] * 3
        for edge, (source, target) in enumerate(EDGES):
            if self.used[target]:
                y = self._operation(p, f"{prefix}.{edge}", self.choices[edge], nodes[source])
                nodes[target] = nodes[target] + y
        return nodes[3]

    def _operation(self, p, name, op, x):
        if op == NONE:
            return torch.zeros_like(x)
        if op == SKIP:
            return x
        if op == POOL:
            pooled = functional.avg_pool2d(images_first(x), 3, 1, 1, count_include_pad=False)
            return channels_last(pooled)
        padding = 1 if op == CONV3 else 0
        y = self._convolve(p, f"{name}.conv", self._relu(x), 1, padding)
        return self._normalize(p, f"{name}.norm", y)

    def _reduce(self, p, name, x):
        h = self._normalize(p, f"{name}.norm1", self._convolve(p, f"{name}.conv1", self._relu(x), 2, 1))
        h = self._normalize(p, f"{name}.norm2", self._convolve(p, f"{name}.conv2", self._relu(h), 1, 1))
        halved = channels_last(functional.avg_pool2d(images_first(x), 2))
        return h + self._convolve(p, f"{name}.shortcut", halved, 1, 0)

    def _relu(self, x):
        self.seen_relu(x)
        return self.rectifier(x)

    def _convolve(self, p, name, x, stride, padding):
        weight = p[f"{name}.weight"]
        return self.seen_layer((convolve(x, weight, stride, padding), weight))[0]

    def _normalize(self, p, name, x):
        if not self.normalized:
            return x
        self.seen_norm(x)
        scale, shift = p[f"{name}.scale"], p[f"{name}.shift"]
        y = functional.batch_norm(images_first(x), None, None, scale, shift, True, 0.0, EPSILON)
        return channels_last(y)


def _leaves(network):
    return {name: value.clone().requires_grad_() for name, value in network.parameters.items()}


def _weight_metrics(network, images, labels):
    leaves = _leaves(network)
    loss = functional.cross_entropy(network.forward(leaves, images), labels)
    weights = [value for name, value in leaves.items() if name.endswith(".weight")]
    gradients = torch.autograd.grad(loss, weights, create_graph=True, allow_unused=True)
    gradients = [torch.zeros_like(w) if g is None else g for w, g in zip(weights, gradients)]
    z = sum((g.detach() * g).sum() for g in gradients)
    curvature = torch.autograd.grad(z, weights, allow_unused=True)
    return {
        "snip": sum((w * g).abs().sum() for w, g in zip(weights, gradients)),
        "plain": sum((w * g).sum() for w, g in zip(weights, gradients)),
        "grad_norm": sum(g.norm() for g in gradients),
        "l2_norm": sum(w.norm() for w in weights),
        "grasp": -sum((w * h).sum() for w, h in zip(weights, curvature) if h is not None),
    }


def _fisher(network, images, labels):
    layers = []

    def keep(layer):
        layer[0].retain_grad()
        layers.append(layer)
        return layer

    network.seen_layer = keep
    functional.cross_entropy(network.forward(_leaves(network), images), labels).backward()
    network.seen_layer = lambda layer: layer
    return sum(_saliency(output, weight) for output, weight in layers)


def _saliency(output, weight):
    product = output * output.grad
    if product.dim() == 4:
        product = product.sum((1, 2))
    return (product.pow(2).mean(0) / 2).sum() * weight[0].numel()


def _jacobian(network, images):
    x = images.clone().requires_grad_()
    y = network.forward(network.parameters, x)
    y.backward(torch.ones_like(y))
    return x.grad.reshape(len(x), -1).numpy()


def _jacobian_metrics(network, images, labels):
    jacobian = _jacobian(network, images)
    values = numpy.linalg.eigvalsh(numpy.corrcoef(jacobian))
    epe = 0
    for label in range(CLASSES):
        rows = jacobian[(labels == label).numpy()]
        epe += abs(numpy.log(numpy.abs(numpy.corrcoef(rows)) + K).sum())
    return {"jacov": -(numpy.log(values + K) + 1 / (values + K)).sum(), "epe_nas": epe}


def _nwot(network, images):
    kernel = torch.zeros(BATCH, BATCH, dtype=torch.float64)

    def count(x):
        active = (x.reshape(BATCH, -1) > 0).double()
        kernel.add_(active @ active.t() + (1 - active) @ (1 - active).t())

    network.seen_relu = count
    network.forward(network.parameters, images)
    network.seen_relu = lambda x: x
    return torch.linalg.slogdet(kernel)[1]


def _synflow(network, images):
    leaves = {name: value.abs().requires_grad_() for name, value in network.parameters.items()}
    network.normalized, network.rectifier = False, torch.relu
    network.forward(leaves, torch.ones_like(images[:1])).sum().backward()
    network.normalized, network.rectifier = True, relu
    weights = [value for name, value in leaves.items() if name.endswith(".weight")]
    return math.log(sum((w * w.grad).sum().item() for w in weights if w.grad is not None))


def _zen(network, noise, more_noise):
    """The metric's normal weights are here those of the case; its batch norms are 1 and 0."""
    plain = {
        name: torch.ones_like(value) if name.endswith(".scale")
        else torch.zeros_like(value) if name.endswith(".shift") else value
        for name, value in network.parameters.items()}
    passes = []

    def note(x):
        passes[-1].append(x.reshape(-1, x.shape[-1]).var(0))

    network.seen_norm, outputs = note, []
    for x in (noise, noise + 0.01 * more_noise):
        passes.append([])
        outputs.append(network.features(plain, x))
    network.seen_norm = lambda x: x
    score = (outputs[0] - outputs[1]).abs().sum((1, 2, 3)).mean().log()
    for first, second in zip(*passes):
        running = 0.9 * (0.9 + 0.1 * first) + 0.1 * second
        score = score + running.mean().sqrt().log()
    return score


def _alignment(recorder):
    """Linear CKA by its definition with traces."""
    reference = recorder.normal(6, 5)
    centring = torch.eye(6, dtype=torch.float64) - 1 / 6
    other = centring @ reference @ reference.t() @ centring

    def alignment(x):
        flat = x.reshape(6, -1)
        kernel = centring @ flat @ flat.t() @ centring
        return (kernel * other).sum() / (kernel.norm() * other.norm())

    recorder.record("alignment", reference=reference)
    recorder.differentiate("alignment", alignment, x=recorder.normal(6, 2, 3, 2))
