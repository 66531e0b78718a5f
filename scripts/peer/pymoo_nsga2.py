"""pymoo's NSGA-II on NAS-Bench-201 by tables, to be compared with JModNAS's `nsga2`.

    python3 scripts/peer/pymoo_nsga2.py --accuracy nb201_accuracy.csv --metrics nb201_latency.csv \\
        --device fpga --seeds 30 --evaluations 100 200 500

Error and metric are scaled as `org.jmodnas.search.TableScore` does: cells with an error of 90 % or
more are left out of the ranges and of the hypervolume, whose reference is (1, 1). An individual is
six integers 0 ... 4, the operations of the edges. Prints, after each number of evaluations, the mean
hypervolume of all that was evaluated and its deviation over the seeds, and with --each every seed's.
An evaluation that pymoo repeats counts only with --repeats.
"""

import argparse
import csv

import numpy as np
from pymoo.algorithms.moo.nsga2 import NSGA2
from pymoo.core.mixed import MixedVariableDuplicateElimination, MixedVariableMating, MixedVariableSampling
from pymoo.core.problem import ElementwiseProblem
from pymoo.core.variable import Choice
from pymoo.operators.crossover.sbx import SBX
from pymoo.operators.mutation.pm import PM
from pymoo.operators.repair.rounding import RoundingRepair
from pymoo.operators.sampling.rnd import IntegerRandomSampling

NAMES = ("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3")
EDGES, HOPELESS = 6, 90


def choices(arch):
    return tuple(NAMES.index(op.split("~")[0]) for op in arch.replace("+", "").split("|") if op)


class Benchmark:
    """Normalised objectives of each cell."""

    def __init__(self, accuracy, column, metrics, device):
        with open(accuracy, encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        with open(metrics, encoding="utf-8") as lines:
            metric = [float(row[device] or "nan") for row in csv.DictReader(lines)]
        points = np.array([[100 - float(row[column]), metric[i]] for i, row in enumerate(rows)])
        self.scored = (points[:, 0] < HOPELESS) & ~np.isnan(points).any(axis=1)
        low, high = points[self.scored].min(axis=0), points[self.scored].max(axis=0)
        self.points = (points - low) / (high - low)
        self.index = {choices(row["arch"]): i for i, row in enumerate(rows)}

    def hypervolume(self, indices):
        area, lowest = 0.0, 1.0
        inside = [tuple(self.points[i]) for i in indices if self.scored[i]]
        for x, y in sorted(point for point in inside if max(point) < 1):
            if y < lowest:
                area, lowest = area + (1 - x) * (lowest - y), y
        return area


class Enough(Exception):
    """The budget is spent."""


class Problem(ElementwiseProblem):
    """Remembers which cells were evaluated, in their order."""

    def __init__(self, benchmark, budget, mixed, repeats):
        variables = {str(e): Choice(options=list(range(len(NAMES)))) for e in range(EDGES)}
        bounds = {"n_var": EDGES, "xl": 0, "xu": len(NAMES) - 1, "vtype": int}
        super().__init__(n_obj=2, **({"vars": variables} if mixed else bounds))
        self.benchmark, self.budget, self.mixed, self.repeats = benchmark, budget, mixed, repeats
        self.evaluated = []

    def _evaluate(self, x, out, *args, **kwargs):
        cell = [x[str(e)] for e in range(EDGES)] if self.mixed else x
        index = self.benchmark.index[tuple(int(c) for c in cell)]
        if self.repeats or index not in self.evaluated:
            if len(self.evaluated) == self.budget:
                raise Enough
            self.evaluated.append(index)
        point = self.benchmark.points[index]
        out["F"] = np.where(np.isnan(point).any(), np.inf, point)


def algorithm(operators, population):
    """`default`: NSGA2's own operators, rounded. `integer`: those of pymoo's page on integers.
    `mixed`: every edge a choice, as Syne Tune sets it up."""
    if operators == "mixed":
        elimination = MixedVariableDuplicateElimination()
        return NSGA2(
            pop_size=population,
            sampling=MixedVariableSampling(),
            mating=MixedVariableMating(eliminate_duplicates=elimination),
            eliminate_duplicates=elimination)
    repair = RoundingRepair()
    crossover, mutation = {
        "default": (SBX(eta=15, prob=0.9, repair=repair), PM(eta=20, repair=repair)),
        "integer": (
            SBX(prob=1.0, eta=3.0, vtype=float, repair=repair),
            PM(prob=1.0, eta=3.0, vtype=float, repair=repair)),
    }[operators]
    return NSGA2(
        pop_size=population,
        sampling=IntegerRandomSampling(),
        crossover=crossover,
        mutation=mutation)


def run(benchmark, arguments, seed):
    """Hypervolume after each number of evaluations."""
    problem = Problem(
        benchmark,
        max(arguments.evaluations),
        arguments.operators == "mixed",
        arguments.repeats)
    method = algorithm(arguments.operators, arguments.population)
    method.setup(problem, termination=("n_gen", 100_000), seed=seed, verbose=False)
    try:
        while method.has_next():
            method.next()
    except Enough:
        pass
    evaluated = problem.evaluated
    return [benchmark.hypervolume(evaluated[:count]) for count in arguments.evaluations]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--accuracy", required=True)
    parser.add_argument("--column", default="c10_test")
    parser.add_argument("--metrics", required=True)
    parser.add_argument("--device", required=True, nargs="+")
    parser.add_argument("--operators", default="default", choices=("default", "integer", "mixed"))
    parser.add_argument("--population", type=int, default=100)
    parser.add_argument("--evaluations", type=int, nargs="+", default=[100, 200, 500])
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--repeats", action="store_true")
    parser.add_argument("--each", action="store_true")
    arguments = parser.parse_args()
    for device in arguments.device:
        benchmark = Benchmark(arguments.accuracy, arguments.column, arguments.metrics, device)
        runs = np.array([run(benchmark, arguments, seed) for seed in range(arguments.seeds)])
        if arguments.each:
            for seed, values in enumerate(runs):
                print(device, f"seed {seed}", *(f"{value:.4f}" for value in values))
        print(
            device,
            f"of {benchmark.hypervolume(range(len(benchmark.points))):.4f}",
            *(
                f"{count}: {mean:.4f} ± {deviation:.4f}"
                for count, mean, deviation in zip(
                    arguments.evaluations, runs.mean(axis=0), runs.std(axis=0))))


if __name__ == "__main__":
    main()
