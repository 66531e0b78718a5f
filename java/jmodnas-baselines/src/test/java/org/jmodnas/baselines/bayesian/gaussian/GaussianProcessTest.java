package org.jmodnas.baselines.bayesian.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Golden;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

final class GaussianProcessTest {
  private static final int DECISIONS = 3;

  private final Golden golden = Golden.load("gaussian");

  private List<int[]> rows(String name) {
    int[] all = golden.integers(name);
    return IntStream.range(0, all.length / DECISIONS)
        .mapToObj(i -> Arrays.copyOfRange(all, DECISIONS * i, DECISIONS * (i + 1)))
        .toList();
  }

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private List<Observation> observations() {
    List<int[]> inputs = rows("posterior.inputs");
    float[] outcomes = golden.values("posterior.outcomes");
    return IntStream.range(0, outcomes.length)
        .mapToObj(i -> new Observation(inputs.get(i), outcomes[i]))
        .toList();
  }

  @Test
  void thePosteriorIsThatOfTheDenseFormulas() {
    Hyperparameters hyperparameters =
        new Hyperparameters(
            doubles(golden.values("posterior.length_scales")),
            golden.scalar("posterior.signal"),
            golden.scalar("posterior.noise"));
    List<Observation> observations = observations();
    GaussianProcess process = new GaussianProcess(hyperparameters, observations.subList(0, 5));
    process.add(rows("posterior.candidates"));
    observations.subList(5, observations.size()).forEach(process::observe);
    double[] mean = doubles(golden.values("posterior.mean"));
    double[] variance = doubles(golden.values("posterior.variance"));
    assertThat(process.means()).containsExactly(mean, within(1e-6));
    assertThat(process.variances()).containsExactly(variance, within(1e-6));
  }

  @Test
  @Seeded
  void candidatesMayComeBeforeOrBehindObservations(Philox random) {
    List<Observation> observations = new ArrayList<>();
    List<int[]> candidates = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      int[] ones = {random.nextInt(4), 4 + random.nextInt(4), 8 + random.nextInt(4)};
      candidates.add(ones);
      if (i < 30) {
        observations.add(new Observation(ones, random.nextGaussian()));
      }
    }
    Hyperparameters hyperparameters = Hyperparameters.typical(12);
    GaussianProcess early = new GaussianProcess(hyperparameters, List.of());
    early.add(candidates);
    observations.forEach(early::observe);
    GaussianProcess late = new GaussianProcess(hyperparameters, observations);
    late.add(candidates.subList(0, 7));
    late.add(candidates.subList(7, 600));
    assertThat(late.means()).isEqualTo(early.means());
    assertThat(late.variances()).isEqualTo(early.variances());
  }

  @Test
  void theMarginalLikelihoodIsThatOfTheDenseFormulas() {
    double[] outcomes = observations().stream().mapToDouble(Observation::outcome).toArray();
    MarginalLikelihood likelihood =
        new MarginalLikelihood(rows("posterior.inputs").toArray(int[][]::new), outcomes);
    double value = likelihood.evaluate(MarginalLikelihood.modes(12), new double[14]);
    assertThat(value).isCloseTo(golden.scalar("likelihood.value"), within(1e-5));
  }

  @Test
  @Seeded
  void theGradientIsThatOfDifferences(Philox random) {
    double[] outcomes = observations().stream().mapToDouble(Observation::outcome).toArray();
    MarginalLikelihood likelihood =
        new MarginalLikelihood(rows("posterior.inputs").toArray(int[][]::new), outcomes);
    double[] point = new double[14];
    Arrays.setAll(point, i -> random.nextGaussian() / 2);
    double[] gradient = new double[14];
    likelihood.evaluate(point, gradient);
    for (int i = 0; i < point.length; i++) {
      double[] above = point.clone();
      double[] below = point.clone();
      above[i] += 1e-5;
      below[i] -= 1e-5;
      double difference =
          likelihood.evaluate(above, new double[14]) - likelihood.evaluate(below, new double[14]);
      assertThat(gradient[i]).as("parameter %d", i).isCloseTo(difference / 2e-5, within(1e-6));
    }
  }
}
