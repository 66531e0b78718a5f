"""Mean cross entropy with label smoothing, and mean squared error."""

from torch.nn import functional


def build(recorder):
    for name, smoothing, scale in (("cross_entropy", 0.0, 2), ("smoothed", 0.1, 2),
                                   ("large_logits", 0.0, 50)):
        labels = recorder.integers(5, 7)
        recorder.record(name, labels=labels, smoothing=smoothing)
        recorder.differentiate(
            name, lambda input, labels=labels, smoothing=smoothing: functional.cross_entropy(
                input, labels, label_smoothing=smoothing),
            input=recorder.normal(7, 5, scale=scale))
    target = recorder.normal(6, 3)
    recorder.record("squared_error", target=target)
    recorder.differentiate("squared_error", lambda input: functional.mse_loss(input, target),
                           input=recorder.normal(6, 3))
