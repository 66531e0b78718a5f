"""Matrix products: all transpositions, batches with broadcasting, and the linear layer."""

from torch.nn import functional


def build(recorder):
    for name, left, right in (("nn", (5, 7), (7, 3)), ("nt", (5, 7), (3, 7)),
                              ("tn", (7, 5), (7, 3)), ("tt", (7, 5), (3, 7))):
        recorder.differentiate(
            name, lambda left, right, name=name: _turned(left, name[0]) @ _turned(right, name[1]),
            left=recorder.normal(*left), right=recorder.normal(*right))
    for name, left, right in (("row", (1, 9), (9, 4)), ("tails", (19, 33), (33, 17)),
                              ("batched", (3, 4, 6), (3, 6, 5)),
                              ("broadcast_left", (1, 4, 6), (3, 6, 5)),
                              ("broadcast_right", (3, 4, 6), (1, 6, 5))):
        recorder.differentiate(name, lambda left, right: left @ right,
                               left=recorder.normal(*left), right=recorder.normal(*right))
    recorder.differentiate("linear", functional.linear, input=recorder.normal(6, 5),
                           weight=recorder.normal(4, 5), bias=recorder.normal(4))


def _turned(matrix, flag):
    return matrix.t() if flag == "t" else matrix
