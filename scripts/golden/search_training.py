"""Steps of training a small NAS-Bench-201 network as PyTorch does it, and its inference."""

import torch
from torch import nn
from torch.nn import functional

NONE, SKIP, CONV1, CONV3, POOL = range(5)
EDGES = ((0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3))
CHOICES = (CONV3, CONV1, POOL, SKIP, NONE, CONV3)
CHANNELS, CLASSES, BATCH, SIZE, STEPS = 2, 3, 6, 9, 3
RATES = (0.1, 0.075, 0.025)


def build(recorder):
    network = Network(CHOICES, 1, CHANNELS, 3, CLASSES).double()
    with torch.no_grad():
        for name, value in network.named_parameters():
            drawn = recorder.normal(*value.shape, scale=0.3)
            value.copy_(drawn + 1 if value.dim() == 1 and name.endswith("weight") else drawn)
    recorder.record("run", choices=torch.tensor(CHOICES))
    _record_state(recorder, "initial", network)
    optimizer = torch.optim.SGD(network.parameters(), RATES[0], momentum=0.9, weight_decay=5e-4,
                                nesterov=True)
    for step, rate in enumerate(RATES):
        images = recorder.normal(BATCH, SIZE, SIZE, 3)
        labels = recorder.integers(CLASSES, BATCH)
        optimizer.param_groups[0]["lr"] = rate
        optimizer.zero_grad()
        loss = functional.cross_entropy(network(images.permute(0, 3, 1, 2)), labels,
                                        label_smoothing=0.1)
        loss.backward()
        optimizer.step()
        recorder.record(f"step.{step}", images=images, labels=labels, rate=rate, loss=loss)
    _record_state(recorder, "trained", network)
    network.eval()
    images = recorder.normal(2, SIZE, SIZE, 3)
    recorder.record("inference", images=images, logits=network(images.permute(0, 3, 1, 2)))


def _record_state(recorder, case, network):
    for name, value in network.state_dict().items():
        if not name.endswith("num_batches_tracked"):
            recorder.record(case, **{name: value.clone()})


class Convolution(nn.Module):
    """ReLU, convolution and batch norm of an edge."""

    def __init__(self, channels, kernel):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, kernel, padding=kernel // 2, bias=False)
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        return self.norm(self.conv(torch.relu(x)))


class Cell(nn.Module):
    def __init__(self, choices, channels):
        super().__init__()
        kernels = {CONV1: 1, CONV3: 3}
        self.choices = choices
        self.edges = nn.ModuleDict({
            str(edge): Convolution(channels, kernels[choice])
            for edge, choice in enumerate(choices) if choice in kernels})

    def forward(self, x):
        nodes = [x]
        for target in range(1, 4):
            nodes.append(sum(self.apply_edge(edge, nodes[source])
                             for edge, (source, end) in enumerate(EDGES) if end == target))
        return nodes[3]

    def apply_edge(self, edge, x):
        choice = self.choices[edge]
        if choice == NONE:
            return x * 0
        if choice == SKIP:
            return x
        if choice == POOL:
            return functional.avg_pool2d(x, 3, 1, 1, count_include_pad=False)
        return self.edges[str(edge)](x)


class Reduction(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, 2 * channels, 3, 2, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(2 * channels)
        self.conv2 = nn.Conv2d(2 * channels, 2 * channels, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(2 * channels)
        self.shortcut = nn.Conv2d(channels, 2 * channels, 1, bias=False)

    def forward(self, x):
        y = torch.relu(self.norm1(self.conv1(torch.relu(x))))
        odd = x.shape[2] % 2
        halved = functional.avg_pool2d(x, 2, 2, odd, count_include_pad=False)
        return self.shortcut(halved) + self.norm2(self.conv2(y))


class Network(nn.Module):
    def __init__(self, choices, cells, channels, image_channels, classes):
        super().__init__()
        self.stem = nn.Sequential()
        self.stem.add_module("conv", nn.Conv2d(image_channels, channels, 3, padding=1, bias=False))
        self.stem.add_module("norm", nn.BatchNorm2d(channels))
        self.cells = nn.ModuleList(
            Cell(choices, channels << stage) for stage in range(3) for _ in range(cells))
        self.reductions = nn.ModuleList(Reduction(channels << stage) for stage in range(2))
        self.head = nn.ModuleDict({"norm": nn.BatchNorm2d(4 * channels),
                                   "linear": nn.Linear(4 * channels, classes)})

    def forward(self, x):
        x = self.stem(x)
        per_stage = len(self.cells) // 3
        for i, cell in enumerate(self.cells):
            if i and i % per_stage == 0:
                x = self.reductions[i // per_stage - 1](x)
            x = cell(x)
        return self.head["linear"](torch.relu(self.head["norm"](x)).mean((2, 3)))
