"""The meta-hypernetwork: a mixture of banks, weighted by how near a device is to each key."""

import torch

KEYS, FEATURES, NODES, LOGITS, BATCH = 7, 10, 5, 30, 4


def build(recorder):
    for name, bend in (("published", torch.sin), ("plain", lambda q: q)):
        devices = recorder.uniform(BATCH, FEATURES)
        coefficients = recorder.uniform(BATCH, NODES)
        coefficients[0] = torch.tensor([0, 0.25, 0.75, 0, 0])
        recorder.record(name, devices=devices, coefficients=coefficients)
        recorder.differentiate(
            name, lambda keys, banks, d=devices, c=coefficients, bend=bend: mixture(
                keys, banks, d, c, bend),
            keys=recorder.normal(KEYS, FEATURES), banks=recorder.normal(KEYS, NODES * LOGITS))


def mixture(keys, banks, devices, coefficients, bend=lambda q: q):
    """Logits (batch, D) of devices (batch, F) and lattice coefficients (batch, L)."""
    s = torch.softmax(bend(devices @ keys.t() / keys.shape[1]**0.5), 1)
    tables = banks.view(len(keys), coefficients.shape[1], -1)
    return torch.einsum("bk,bl,kld->bd", s, coefficients, tables)
