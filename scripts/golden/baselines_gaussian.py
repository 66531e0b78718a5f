"""Gaussian processes on one-hot encodings, from the textbook formulas on dense vectors."""

import math

import torch

# Choices of each decision.
DECISIONS = (5, 3, 4)


def build(recorder):
    inputs = _inputs(recorder, 12)
    candidates = _inputs(recorder, 7)
    outcomes = recorder.normal(12)
    entries = sum(DECISIONS)
    scales = recorder.uniform(entries, low=0.5, high=3)
    signal, noise = 1.5, 0.0625
    covariance = _matern(inputs, inputs, scales, signal) + noise * torch.eye(12)
    between = _matern(candidates, inputs, scales, signal)
    mean = between @ torch.linalg.solve(covariance, outcomes)
    explained = between @ torch.linalg.solve(covariance, between.T)
    recorder.record("posterior", inputs=_ones(inputs), candidates=_ones(candidates),
                    outcomes=outcomes, length_scales=scales, signal=signal, noise=noise,
                    mean=mean, variance=signal - explained.diagonal())
    # The modes of the priors, where these add nothing.
    scales = torch.full((entries,), math.e * math.sqrt(entries)).double()
    covariance = _matern(inputs, inputs, scales, 1) + 0.01 * torch.eye(12)
    fit = outcomes @ torch.linalg.solve(covariance, outcomes) / 2
    recorder.record("likelihood", value=fit + torch.logdet(covariance) / 2)


def _inputs(recorder, count):
    columns = [torch.nn.functional.one_hot(recorder.integers(choices, count), choices)
               for choices in DECISIONS]
    return torch.cat(columns, dim=1).double()


def _ones(inputs):
    """Where the ones are, row by row."""
    return inputs.nonzero()[:, 1].reshape(len(inputs), len(DECISIONS)).double()


def _matern(a, b, scales, signal):
    differences = (a[:, None, :] - b[None, :, :]) / scales
    r = (differences ** 2).sum(2).sqrt() * math.sqrt(5)
    return signal * (1 + r + r ** 2 / 3) * torch.exp(-r)
