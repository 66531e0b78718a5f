package org.jmodnas.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.hardware.additive.AdditiveModel;
import org.jmodnas.hardware.additive.AdditiveModel.Prediction;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeasibilityTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final String DEVICE = "device 2";

  /** What is quick costs energy and the reverse. */
  private final MetricTable latency =
      SumDevices.table(new Philox(1, 41), new double[] {0, 0.2, 1, 3, 0.5}, 0.03);

  private final MetricTable energy =
      SumDevices.table(new Philox(2, 41), new double[] {3, 2.5, 2, 0.1, 2}, 0.03);

  private final LimitPredictors predictors =
      new LimitPredictors(
          SPACE,
          List.of(new MetricObjective("latency", latency), new MetricObjective("energy", energy)),
          SumDevices.NAMES,
          ReferenceDevices.ARCHITECTURES);

  @Test
  void severalLimitsAreKeptWithTheProductOfTheirProbabilities() {
    Feasibility both = feasibility(0.9, "latency=12", "energy=14");
    Feasibility quick = feasibility(0.9, "latency=12");
    Feasibility frugal = feasibility(0.9, "energy=14");
    int uncertain = 0;
    for (int i = 0; i < SPACE.count(); i += 7) {
      Architecture architecture = SPACE.architecture(i);
      double product = quick.probability(architecture) * frugal.probability(architecture);
      assertThat(both.probability(architecture)).isCloseTo(product, within(1e-12));
      assertThat(both.isFeasible(architecture)).isEqualTo(product >= 0.9);
      uncertain += product > 0.1 && product < 0.9 ? 1 : 0;
    }
    assertThat(uncertain).as("architectures about the limits").isPositive();
  }

  /** Squares of the index are no sum over decisions, so that predictions of them would be wrong. */
  @Test
  void whatIsTheSameOnEveryDeviceIsKnown() {
    double[] squares = IntStream.range(0, (int) SPACE.count()).mapToDouble(i -> i * i).toArray();
    squares[7] = Double.NaN;
    MetricTable table = MetricTable.ofEveryDevice(Provenance.COMPUTED, squares);
    LimitPredictors known =
        new LimitPredictors(
            SPACE,
            List.of(new MetricObjective("squares", table)),
            SumDevices.NAMES,
            ReferenceDevices.ARCHITECTURES);
    Feasibility feasibility =
        known.on(
            List.of(table),
            DEVICE,
            new Constraints(List.of(MetricLimit.parse("squares=1e6")), 0.9));
    for (int i = 0; i < SPACE.count(); i++) {
      if (i != 7) {
        assertThat(feasibility.isFeasible(SPACE.architecture(i))).as("%d", i).isEqualTo(i <= 1000);
      }
    }
    assertThat(feasibility.impossibility()).isEmpty();
  }

  @Test
  void whatIsNotLimitedIsFeasible() {
    Feasibility elsewhere = feasibility(0.9, "device 3:latency=0.001");
    assertThat(elsewhere.metrics()).isEmpty();
    assertThat(elsewhere.probability(SPACE.architecture(5))).isEqualTo(1);
    assertThat(elsewhere.impossibility()).isEmpty();
  }

  @Test
  void whereSomethingIsFeasibleNothingIsImpossible() {
    for (String limit : List.of("latency=3", "latency=12", "energy=4")) {
      Feasibility feasibility = feasibility(0.9, limit);
      boolean any =
          IntStream.range(0, (int) SPACE.count())
              .anyMatch(i -> feasibility.isFeasible(SPACE.architecture(i)));
      assertThat(feasibility.impossibility().isEmpty()).as(limit).isEqualTo(any);
    }
  }

  @Test
  void theLowestPredictionIsToldWhereALimitCannotBeKept() {
    Impossibility impossibility = feasibility(0.9, "latency=1").impossibility().orElseThrow();
    AdditiveModel model = impossibility.metrics().get(0).values().model();
    Prediction lowest =
        IntStream.range(0, (int) SPACE.count())
            .mapToObj(model::predict)
            .min(Comparator.comparingDouble(Prediction::mean))
            .orElseThrow();
    assertThat(impossibility.predictions().get(0).mean()).isCloseTo(lowest.mean(), within(1e-9));
    assertThat(impossibility.message())
        .isEqualTo(
            "No architecture is expected within latency 1 on device 2 with probability 0.9; the "
                + "lowest prediction is %s (%s to %s)",
            Significant.of(lowest.mean()),
            Significant.of(lowest.lower()),
            Significant.of(lowest.upper()));
  }

  @Test
  void aLimitThatMayBeKeptButNotSurelyEnoughIsToldSo() {
    double lowest =
        feasibility(0.9, "latency=1").impossibility().orElseThrow().predictions().get(0).mean();
    Impossibility impossibility =
        feasibility(0.999, "latency=" + lowest * 1.01).impossibility().orElseThrow();
    assertThat(impossibility.probability()).isBetween(0.5, 0.999);
    assertThat(impossibility.message())
        .contains("with probability 0.999; the nearest prediction is ")
        .contains("), within with probability 0.");
  }

  @Test
  void limitsThatArePossibleAloneButNotTogetherAreToldSo() {
    assertThat(feasibility(0.9, "latency=5").impossibility()).isEmpty();
    assertThat(feasibility(0.9, "energy=5").impossibility()).isEmpty();
    Feasibility both = feasibility(0.9, "latency=5", "energy=5");
    Impossibility impossibility = both.impossibility().orElseThrow();
    assertThat(impossibility.message())
        .startsWith(
            "No architecture is expected within latency 5 and energy 5 together on device 2 with "
                + "probability 0.9, though within each alone; the nearest prediction is latency ");
    double least =
        IntStream.range(0, (int) SPACE.count())
            .mapToDouble(i -> excess(both, i))
            .min()
            .orElseThrow();
    assertThat(excess(both, SPACE.index(impossibility.nearest()))).isEqualTo(least).isPositive();
    assertThat(feasibility(0.9, "latency=1", "energy=5").impossibility().orElseThrow().message())
        .as("only one of them is impossible")
        .startsWith("No architecture is expected within latency 1 on device 2");
  }

  private static double excess(Feasibility feasibility, int index) {
    return feasibility.metrics().stream()
        .mapToDouble(metric -> metric.values().model().predict(index).mean() / metric.limit() - 1)
        .max()
        .orElseThrow();
  }

  /**
   * The range is that of all predictions, but for what the device may prune with some probability,
   * and the margin that of those at the limit.
   */
  @Test
  void rangeAndMarginAreThoseOfThePredictions() {
    LimitedMetric metric = feasibility(0.9, "latency=9").metrics().get(0);
    double[] means =
        IntStream.range(0, (int) SPACE.count())
            .mapToDouble(i -> metric.values().model().predict(i).mean())
            .toArray();
    double lowest = Arrays.stream(means).min().orElseThrow();
    double highest = Arrays.stream(means).max().orElseThrow();
    assertThat(metric.lowest(SPACE)).isCloseTo(lowest, within(1e-3 * (highest - lowest)));
    assertThat(metric.highest(SPACE)).isCloseTo(highest, within(1e-3 * (highest - lowest)));
    double margin = metric.margin(SPACE, 0.9);
    double[] atMargin =
        IntStream.range(0, means.length)
            .filter(i -> Math.abs(means[i] - (metric.limit() - margin)) < 0.02)
            .mapToDouble(
                i -> metric.values().model().predict(i).probabilityOfAtMost(metric.limit()))
            .toArray();
    assertThat(atMargin).isNotEmpty();
    assertThat(Arrays.stream(atMargin).average().orElseThrow()).isCloseTo(0.9, within(0.05));
    assertThat(metric.margin(SPACE, 0.99)).isGreaterThan(margin);
  }

  /** Of the real devices that teach nothing, at the median of the space. */
  @ParameterizedTest
  @CsvSource({
    "titan_rtx_256, 0.9",
    "gold_6226, 0.9",
    "fpga, 0.9",
    "pixel2, 0.9",
    "raspi4, 0.9",
    "eyeriss, 0.9"
  })
  void whatIsFeasibleKeepsItsLimitWhenMeasured(String device, double confidence) {
    MetricTable table = MetricTableReader.read(SharedData.file("tables/nb201_latency.csv"), SPACE);
    double[] sorted = table.values(device);
    Arrays.sort(sorted);
    double limit = sorted[sorted.length / 2];
    Feasibility feasibility =
        new LimitPredictors(
                SPACE,
                List.of(new MetricObjective("latency", table)),
                ReferenceDevices.TRAINING,
                ReferenceDevices.ARCHITECTURES)
            .on(List.of(table), device, limits(confidence, "latency=" + limit));
    int feasible = 0;
    int kept = 0;
    for (int i = 0; i < SPACE.count(); i++) {
      if (feasibility.isFeasible(SPACE.architecture(i))) {
        feasible++;
        kept += table.value(device, i) <= limit ? 1 : 0;
      }
    }
    assertThat(feasible).isGreaterThan(1000);
    assertThat(kept / (double) feasible).as("%d of %d", kept, feasible).isGreaterThan(confidence);
  }

  private Feasibility feasibility(double confidence, String... limits) {
    return predictors.on(tables(), DEVICE, limits(confidence, limits));
  }

  private List<MetricTable> tables() {
    return List.of(latency, energy);
  }

  private static Constraints limits(double confidence, String... limits) {
    return new Constraints(Arrays.stream(limits).map(MetricLimit::parse).toList(), confidence);
  }
}
