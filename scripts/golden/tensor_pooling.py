"""Average pooling; the 3x3 window does not count padding."""

from torch.nn import functional

from recorder import channels_last, images_first


def build(recorder):
    for name, shape in (("average3x3", (3, 7, 5, 4)), ("average3x3_small", (2, 1, 2, 3)),
                        ("average3x3_tails", (2, 6, 5, 19))):
        recorder.differentiate(
            name, lambda input: channels_last(functional.avg_pool2d(
                images_first(input), 3, 1, 1, count_include_pad=False)),
            input=recorder.normal(*shape))
    for name, shape in (("average2x2", (3, 8, 6, 5)), ("average2x2_tails", (2, 4, 2, 19))):
        recorder.differentiate(
            name, lambda input: channels_last(functional.avg_pool2d(images_first(input), 2)),
            input=recorder.normal(*shape))
    recorder.differentiate("global", lambda input: input.mean((1, 2)),
                           input=recorder.normal(3, 7, 5, 4))
