"""Times one MODNAS search step on NAS-Bench-201 in lean PyTorch on the CPU; see README.md."""

import argparse
import json
import os
import statistics
import sys
import threading
import time

ALLOCATORS = {
    "default": {},
    "keep": {
        "MALLOC_TOP_PAD_": "268435456",
        "MALLOC_MMAP_THRESHOLD_": "4294967296",
        "MALLOC_TRIM_THRESHOLD_": "8589934592",
    },
    "trim": {
        "MALLOC_TOP_PAD_": "16777216",
        "MALLOC_MMAP_THRESHOLD_": "4294967296",
        "MALLOC_TRIM_THRESHOLD_": "268435456",
    },
}
MARK = "LEAN_STEP_ALLOCATOR"
STOP, WEIGHT, ARCHITECTURE = range(3)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--channels", type=int, default=16)
    parser.add_argument("--cells", type=int, default=1, help="cells per stage")
    parser.add_argument("--devices", type=int, default=13, help="target devices")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--arrangement", choices=("processes", "threads"), default="processes")
    parser.add_argument("--allocator", choices=tuple(ALLOCATORS), default="keep")
    parser.add_argument("--pooling", choices=("depthwise", "native"), default="depthwise")
    parser.add_argument("--warmup", type=int, default=3)
    parser.add_argument("--iters", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="one JSON object only")
    return parser.parse_args()


def restart_with_allocator(name):
    """Allocator settings and thread counts are read at process start only."""
    if os.environ.get(MARK) != name:
        settings = {**ALLOCATORS[name], "OMP_NUM_THREADS": "1", MARK: name}
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **settings})


class SplitMix64:
    """A generator short enough that a program to be compared can draw the same architectures."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return ((z ^ (z >> 31)) >> 32) * bound >> 32


class Step:
    """The state all workers share, and the part of a step that one worker does."""

    def __init__(self, options, context):
        shapes = lean_network.parameter_shapes(options.channels, options.cells, 10)
        size = sum(torch.Size(shape).numel() for shape in shapes.values())
        self.options = options
        self.flat = torch.zeros(size).share_memory_()
        self.velocity = torch.zeros(size)
        self.gradients = torch.zeros(options.workers, size).share_memory_()
        self.choices = torch.zeros(options.devices, 6, dtype=torch.int64).share_memory_()
        self.grad_z = torch.zeros(options.devices, 6, 5).share_memory_()
        weights = lean_network.views(self.flat, shapes)
        lean_network.initialise(weights)
        self.networks = [
            lean_network.Network(options.cells, weights, lean_network.views(gradients, shapes),
                                 options.pooling == "native")
            for gradients in self.gradients
        ]
        self.images = torch.randn(options.batch, 32, 32, 3).permute(0, 3, 1, 2)
        self.labels = torch.randint(10, (options.batch,))
        self.draws = SplitMix64(options.seed)
        self.kind = context.Value("i", STOP)
        self.next_device = context.Value("i", 0)
        self.start = context.Barrier(options.workers)
        self.finish = context.Barrier(options.workers)

    def serve(self, worker):
        """The life of a worker other than the first."""
        torch.set_num_threads(1)
        with torch.inference_mode():
            while True:
                self.start.wait()
                if self.kind.value == STOP:
                    return
                self.work(worker)
                self.finish.wait()

    def work(self, worker):
        """Takes devices until none is left; the most expensive ones were put first."""
        network, weight_step = self.networks[worker], self.kind.value == WEIGHT
        if weight_step:
            self.gradients[worker].zero_()
        while True:
            with self.next_device.get_lock():
                device = self.next_device.value
                self.next_device.value += 1
            if device >= self.options.devices:
                return
            choices = self.choices[device].tolist()
            if weight_step:
                network.weight_pass(self.images, self.labels, choices)
            else:
                grad_z = network.architecture_pass(self.images, self.labels, choices)
                self.grad_z[device] = torch.tensor(grad_z)

    def run(self, kind):
        """One weight or architecture step, by the first worker; returns its seconds."""
        drawn = [[self.draws.below(5) for _ in range(6)] for _ in range(self.options.devices)]
        begin = time.perf_counter()
        drawn.sort(key=lambda choices: -lean_network.Wiring(choices).cost())
        self.choices.copy_(torch.tensor(drawn))
        self.kind.value, self.next_device.value = kind, 0
        self.start.wait()
        self.work(0)
        self.finish.wait()
        if kind == WEIGHT:
            self.update()
        return time.perf_counter() - begin

    def stop(self):
        self.kind.value = STOP
        self.start.wait()

    def update(self):
        """Mean over devices, clipping at norm 5, SGD with momentum and weight decay."""
        g = self.gradients.sum(0).div_(self.options.devices)
        g.mul_(torch.clamp(5 / (g.norm() + 1e-6), max=1))
        g.add_(self.flat, alpha=0.0027)
        self.velocity.mul_(0.9).add_(g)
        self.flat.add_(self.velocity, alpha=-0.325)


class MemorySampler(threading.Thread):
    """Peak over time of the proportional set size, summed over processes."""

    def __init__(self, pids):
        super().__init__(daemon=True)
        self.pids, self.peak, self.done = pids, 0.0, threading.Event()

    def run(self):
        while not self.done.wait(0.01):
            self.peak = max(self.peak, sum(map(self.proportional_mb, self.pids)))

    @staticmethod
    def proportional_mb(pid):
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def measure(step, pids):
    options = step.options
    torch.set_num_threads(1)
    with torch.inference_mode():
        for _ in range(options.warmup):
            step.run(ARCHITECTURE)
            step.run(WEIGHT)
        step.draws = SplitMix64(options.seed)
        times = {ARCHITECTURE: [], WEIGHT: []}
        for _ in range(options.iters):
            for kind, seconds in times.items():
                seconds.append(step.run(kind))
        sampler = MemorySampler(pids)
        sampler.start()
        for _ in range(2):
            step.run(ARCHITECTURE)
            step.run(WEIGHT)
        sampler.done.set()
        sampler.join()
        step.stop()
    return {
        "weight_step_s": round(statistics.median(times[WEIGHT]), 4),
        "architecture_step_s": round(statistics.median(times[ARCHITECTURE]), 4),
        "weight_step_min_s": round(min(times[WEIGHT]), 4),
        "architecture_step_min_s": round(min(times[ARCHITECTURE]), 4),
        "peak_rss_mb": round(sampler.peak, 1),
        "memory": "peak of the proportional set size, all processes",
        **{name: value for name, value in vars(options).items() if name != "json"},
        "torch": torch.__version__,
    }


def main():
    options = arguments()
    restart_with_allocator(options.allocator)
    _import_torch()
    torch.manual_seed(options.seed)
    processes = options.arrangement == "processes"
    context = torch.multiprocessing.get_context("fork")
    step = Step(options, context)
    if not processes:
        step.start = threading.Barrier(options.workers)
        step.finish = threading.Barrier(options.workers)
    create = context.Process if processes else threading.Thread
    workers = [
        create(target=step.serve, args=(index,), daemon=True)
        for index in range(1, options.workers)
    ]
    for worker in workers:
        worker.start()
    pids = [os.getpid()] + ([worker.pid for worker in workers] if processes else [])
    result = measure(step, pids)
    for worker in workers:
        worker.join()
    if options.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:26} {value}")


def _import_torch():
    """Only after the restart: importing PyTorch takes a second and fixes the thread count."""
    global torch, lean_network
    import torch
    import lean_network


if __name__ == "__main__":
    main()
