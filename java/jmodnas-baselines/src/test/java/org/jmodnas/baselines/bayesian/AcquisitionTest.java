package org.jmodnas.baselines.bayesian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;

/** What is modelled and what is preferred, by hand. */
final class AcquisitionTest {
  private static final double[] REFERENCE = {1, 2};
  private static final Philox RANDOM = new Philox(20_261_130, 1);

  @Test
  void whatIsBeyondTheReferencePointIsAsBadAsIt() {
    double[] warped = new OutcomeWarp(REFERENCE).apply(3, 0.5);
    assertThat(warped).containsExactly(new double[] {Math.log(21), Math.log(11)}, within(1e-12));
    assertThat(new OutcomeWarp(REFERENCE).apply(-0.1, 9))
        .containsExactly(new double[] {-2, Math.log(41)}, within(1e-12));
    assertThat(new OutcomeWarp(REFERENCE).sum(5, 0.5)).isCloseTo(Math.log(31), within(1e-12));
  }

  /** The first may be far below its mean, the second is surely near it, the third is worse. */
  private static final double[] MEANS = {1, 0.9, 2};

  private static final double[] DEVIATIONS = {1, 1e-9, 1e-9};

  @Test
  void ranksAreThoseOfTheLowerConfidenceBound() {
    Posterior posterior =
        new Posterior(new double[][] {MEANS, MEANS}, new double[][] {DEVIATIONS, DEVIATIONS});
    double[] values = new RankAcquisition(REFERENCE).values(posterior, List.of(), RANDOM);
    assertThat(values[0]).as("weights of rank 0").isZero();
    assertThat(values[1]).isNegative().isGreaterThan(values[2]);
    assertThat(values[2]).isCloseTo(2 * values[1], within(1e-12));
  }

  @Test
  void improvementIsOverTheLeastSum() {
    Posterior posterior = new Posterior(new double[][] {MEANS}, new double[][] {DEVIATIONS});
    double[] values =
        new ImprovementAcquisition(REFERENCE).values(posterior, List.of(new double[] {1}), RANDOM);
    double densityAtZero = 1 / Math.sqrt(2 * Math.PI);
    assertThat(values).containsExactly(new double[] {densityAtZero, 0.1, 0}, within(1e-6));
  }

  @Test
  void hypervolumeIsThatOfTheWarpedObjectives() {
    double sure = 1e-9;
    Posterior posterior =
        new Posterior(
            new double[][] {{0, Math.log(21)}, {Math.log(11), 0}},
            new double[][] {{sure, sure}, {sure, sure}});
    double[] values = new HypervolumeAcquisition(REFERENCE).values(posterior, List.of(), RANDOM);
    double area = Math.log(21) * (Math.log(41) - Math.log(11));
    assertThat(values).containsExactly(new double[] {area, 0}, within(1e-6));
  }
}
