"""Trains the network of one NAS-Bench-201 architecture as `jmodnas train` does, in PyTorch.

    python3 scripts/peer/train.py TRAIN.bin.gz TEST.bin.gz --epochs 10

One cell a stage, 16 channels, batches of 256, the recipe of NAS-Bench-201. It prints the seconds of
an epoch, wall and CPU, and the accuracy on the test images.
"""

import argparse
import gzip
import math
import pathlib
import sys
import time

import numpy
import torch
from torch.nn import functional

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "golden"))
from search_training import Network  # noqa: E402

RECORD, BATCH, PADDING, CLASSES = 3073, 256, 4, 10


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as source:
        records = numpy.frombuffer(source.read(), numpy.uint8).reshape(-1, RECORD)
    images = torch.from_numpy(records[:, 1:].reshape(-1, 3, 32, 32).copy()).float() / 255
    return images, torch.from_numpy(records[:, 0].astype(numpy.int64))


def augment(images, mean, deviation):
    padded = functional.pad(images, (PADDING,) * 4)
    out = torch.empty_like(images)
    for i in range(len(images)):
        y, x, flip = torch.randint(2 * PADDING + 1, (2,)).tolist() + [torch.rand(()) < 0.5]
        crop = padded[i, :, y:y + 32, x:x + 32]
        out[i] = crop.flip(2) if flip else crop
    return (out - mean) / deviation


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("train")
    parser.add_argument("test")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--steps", type=int, help="of an epoch at most")
    parser.add_argument("--choices", default="3,3,3,1,3,3")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    images, labels = read(options.train)
    order = torch.randperm(len(images))[:len(images) * 9 // 10]
    images, labels = images[order], labels[order]
    mean, deviation = (f(images, (0, 2, 3)).view(1, 3, 1, 1) for f in (torch.mean, torch.std))
    network = Network(tuple(map(int, options.choices.split(","))), 1, 16, 3, CLASSES)
    network = network.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(network.parameters(), 0.1, momentum=0.9, weight_decay=5e-4,
                                nesterov=True)
    for epoch in range(options.epochs):
        optimizer.param_groups[0]["lr"] = 0.05 * (1 + math.cos(math.pi * epoch / options.epochs))
        wall, processor, losses = time.time(), time.process_time(), []
        network.train()
        order = torch.randperm(len(images))
        for start in list(range(0, len(images) - BATCH + 1, BATCH))[:options.steps]:
            chosen = order[start:start + BATCH]
            batch = augment(images[chosen], mean, deviation).to(memory_format=torch.channels_last)
            loss = functional.cross_entropy(network(batch), labels[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}, {len(losses)} steps: loss {numpy.mean(losses):.4f}, {time.time() - wall:.1f} s wall, "
              f"{time.process_time() - processor:.1f} s CPU", flush=True)
    if options.steps:
        return
    network.eval()
    images, labels = read(options.test)
    with torch.no_grad():
        scores = torch.cat([network((part - mean) / deviation) for part in images.split(250)])
    print(f"test {100 * (scores.argmax(1) == labels).double().mean():.2f} %")


if __name__ == "__main__":
    main()
