"""Five steps of each optimiser, clipping by global norm, and the cosine schedule."""

import math

import torch

STEPS = 5


def build(recorder):
    _descend(recorder, "sgd", torch.optim.SGD, lr=0.125, momentum=0.9, weight_decay=0.0027)
    _descend(recorder, "adam", torch.optim.Adam, lr=0.0039, betas=(0.5, 0.999), weight_decay=0.09)
    _descend(recorder, "adamw", torch.optim.AdamW, lr=0.0039, betas=(0.9, 0.999),
             weight_decay=0.09)
    for name, limit in (("clip_active", 5.0), ("clip_idle", 500.0)):
        _clip(recorder, name, limit)
    _cosine(recorder)


def _descend(recorder, name, optimizer, **settings):
    parameter = recorder.normal(3, 5)
    recorder.record(name, initial=parameter, learning_rate=settings["lr"],
                    weight_decay=settings["weight_decay"])
    if "momentum" in settings:
        recorder.record(name, momentum=settings["momentum"])
    else:
        recorder.record(name, beta1=settings["betas"][0], beta2=settings["betas"][1],
                        epsilon=1e-8)
    leaf = parameter.clone().requires_grad_()
    stepper = optimizer([leaf], **settings)
    for step in range(1, STEPS + 1):
        gradient = recorder.normal(3, 5)
        gradient[1] = 0  # a row that no loss reaches still feels the weight decay
        leaf.grad = gradient.clone()
        stepper.step()
        recorder.record(name, **{f"gradient.{step}": gradient, f"parameter.{step}": leaf.clone()})


def _clip(recorder, name, limit):
    gradients = [recorder.normal(4, 3, scale=3), recorder.normal(7, scale=3)]
    leaves = [torch.zeros_like(gradient, requires_grad=True) for gradient in gradients]
    for leaf, gradient in zip(leaves, gradients):
        leaf.grad = gradient.clone()
    norm = torch.nn.utils.clip_grad_norm_(leaves, limit)
    recorder.record(name, limit=limit, norm=norm)
    for index, (leaf, gradient) in enumerate(zip(leaves, gradients)):
        recorder.record(name, **{f"gradient.{index}": gradient, f"clipped.{index}": leaf.grad})


def _cosine(recorder):
    highest, lowest, epochs = 0.325, 0.001, 7
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=highest)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs, lowest)
    rates = [
        lowest + (highest - lowest) * (1 + math.cos(math.pi * epoch / epochs)) / 2
        for epoch in range(epochs + 1)
    ]
    for rate in rates:
        if abs(rate - schedule.get_last_lr()[0]) > 1e-12:
            raise ArithmeticError("the closed form differs from PyTorch's schedule")
        optimizer.step()
        schedule.step()
    recorder.record("cosine", highest=highest, lowest=lowest, epochs=float(epochs),
                    rates=torch.tensor(rates, dtype=torch.float64))
