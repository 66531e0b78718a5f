"""Batch normalisation, epsilon 1e-5, biased variance."""

from torch.nn import functional

from recorder import channels_last, images_first

EPSILON = 1e-5


def build(recorder):
    x = recorder.normal(3, 5, 4, 6, scale=1.5, offset=0.5)
    _training(recorder, "plain", input=x)
    _training(recorder, "affine", input=x, scale=recorder.normal(6), shift=recorder.normal(6))
    x = recorder.normal(2, 3, 3, 5)
    x[..., 2] = 0
    _training(recorder, "zero_channel", input=x)
    _training(recorder, "tails", input=recorder.normal(2, 3, 5, 19), scale=recorder.normal(19),
              shift=recorder.normal(19))
    mean, variance = recorder.normal(6), recorder.uniform(6, low=0.2, high=2)
    recorder.record("inference", running_mean=mean, running_variance=variance)
    recorder.differentiate(
        "inference",
        lambda input, scale, shift: channels_last(functional.batch_norm(
            images_first(input), mean, variance, scale, shift, False, 0.0, EPSILON)),
        input=recorder.normal(3, 5, 4, 6), scale=recorder.normal(6), shift=recorder.normal(6))


def _training(recorder, name, **inputs):
    def normalise(input, scale=None, shift=None):
        return channels_last(functional.batch_norm(
            images_first(input), None, None, scale, shift, True, 0.0, EPSILON))

    x = inputs["input"]
    recorder.differentiate(name, normalise, **inputs)
    recorder.record(name, mean=x.mean((0, 1, 2)), variance=x.var((0, 1, 2), correction=0))
