"""Convolutions without bias; the weight is (out, height, width, in)."""

from recorder import convolve

CASES = {
    # case: (batch, height, width, in), (out, kernel), stride, padding
    "same3x3": ((3, 7, 5, 4), (6, 3), 1, 1),
    "stem3x3": ((2, 8, 9, 3), (5, 3), 1, 1),
    "tails3x3": ((2, 6, 7, 17), (19, 3), 1, 1),
    "stride2_3x3": ((3, 7, 5, 4), (6, 3), 2, 1),
    "stride2_even_3x3": ((2, 8, 6, 4), (7, 3), 2, 1),
    "pointwise": ((3, 7, 5, 4), (6, 1), 1, 0),
    "pointwise_tails": ((2, 5, 3, 19), (17, 1), 1, 0),
}


def build(recorder):
    for name, (image, (out, kernel), stride, padding) in CASES.items():
        recorder.record(name, stride=float(stride), padding=float(padding))
        recorder.differentiate(
            name, lambda input, weight, s=stride, p=padding: convolve(input, weight, s, p),
            input=recorder.normal(*image), weight=recorder.normal(out, kernel, kernel, image[3]))
    recorder.record("centre_tap", stride=1.0, padding=0.0)
    recorder.differentiate(
        "centre_tap", lambda input, weight: convolve(input, weight[:, 1:2, 1:2, :], 1, 0),
        input=recorder.normal(2, 5, 3, 4), weight=recorder.normal(6, 3, 3, 4))
