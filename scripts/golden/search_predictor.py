"""The graph-convolutional metric predictor, of width 12."""

import torch

from recorder import relu

WIDTH, ROWS, COLUMNS, FEATURES, BATCH = 12, 9, 8, 10, 4
# Row 0 is the cell's input, rows 1-6 are the edges 0->1, 0->2, 1->2, 0->3, 1->3, 2->3, row 7 is
# the output and row 8 sees every row.
SUCCESSORS = {0: (1, 2, 4), 1: (3, 5), 2: (6,), 3: (6,), 4: (7,), 5: (7,), 6: (7,)}


def adjacency():
    """Entry (i, j) is 1 where row i receives from row j."""
    receives = torch.eye(ROWS, dtype=torch.float64)
    for source, targets in SUCCESSORS.items():
        for target in targets:
            receives[target, source] = 1
    receives[8] = 1
    return receives


def predict(x, d, p):
    """x (batch, 9, 8), d (batch, 10), p parameters by name; the result is (batch, 1)."""
    hidden = x
    for layer in range(4):
        mixed = adjacency() @ (hidden @ p[f"gcn.{layer}.weight"])
        hidden = relu(mixed + p[f"gcn.{layer}.bias"])
    device = d
    for layer in range(2):
        device = relu(_linear(device, p, f"device.{layer}"))
    joined = torch.cat((hidden[:, 8], device), 1)
    for layer in range(2):
        joined = relu(_linear(joined, p, f"head.{layer}"))
    return _linear(joined, p, "head.2")


def _linear(x, p, name):
    return x @ p[f"{name}.weight"].t() + p[f"{name}.bias"]


def build(recorder):
    inputs = {"x": _nodes(recorder), "d": recorder.uniform(BATCH, FEATURES)}
    inputs |= parameters(recorder, WIDTH)
    recorder.record("predictor", adjacency=adjacency())
    recorder.differentiate("predictor", lambda x, d, **p: predict(x, d, p), **inputs)


def parameters(recorder, width):
    shapes = {f"gcn.{i}": (width if i else COLUMNS, width) for i in range(4)}
    shapes |= {"device.0": (width, FEATURES), "device.1": (width, width)}
    shapes |= {"head.0": (2 * width, 2 * width), "head.1": (2 * width, 2 * width),
               "head.2": (1, 2 * width)}
    p = {}
    for name, shape in shapes.items():
        p[f"{name}.weight"] = recorder.normal(*shape, scale=0.3)
        bias = shape[1] if name.startswith("gcn") else shape[0]
        p[f"{name}.bias"] = recorder.normal(bias, scale=0.2)
    return p


def empty_cells(batch):
    """Node features of cells (batch, 9, 8) whose gates, [:, 1:7, 1:6], are still zero."""
    x = torch.zeros(batch, ROWS, COLUMNS, dtype=torch.float64)
    x[:, 0, 0] = x[:, 7, 6] = x[:, 8, 7] = 1
    return x


def _nodes(recorder):
    x = empty_cells(BATCH)
    x[0, torch.arange(1, 7), 1 + recorder.integers(5, 6)] = 1
    x[1:, 1:7, 1:6] = recorder.uniform(BATCH - 1, 6, 5)
    return x
