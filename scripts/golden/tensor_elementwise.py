"""Elementwise functions, and softmax over the last dimension."""

import torch

FACTOR = 0.375


def build(recorder):
    for name, function in (("relu", torch.relu), ("sin", torch.sin), ("tanh", torch.tanh)):
        recorder.differentiate(name, lambda input, f=function: f(input),
                               input=recorder.normal(3, 5, 7, scale=2))
    recorder.differentiate("add", _add, input=recorder.normal(5, 7),
                           other=recorder.normal(5, 7))
    recorder.differentiate("add_row", _add, input=recorder.normal(5, 7),
                           other=recorder.normal(7))
    recorder.differentiate("multiply", _multiply, input=recorder.normal(5, 7),
                           other=recorder.normal(5, 7))
    recorder.record("scale", factor=FACTOR)
    recorder.differentiate("scale", lambda input: input * FACTOR, input=recorder.normal(5, 7))
    for name, function in (("softmax", torch.softmax), ("log_softmax", torch.log_softmax)):
        for suffix, scale in (("", 1), ("_large", 60)):
            recorder.differentiate(name + suffix, lambda input, f=function: f(input, -1),
                                   input=recorder.normal(6, 5, scale=scale))


def _add(input, other):
    return input + other


def _multiply(input, other):
    return input * other
