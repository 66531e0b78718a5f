package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.jmodnas.objective.RunningRange;
import org.jmodnas.objective.Scalarization;
import org.jmodnas.objective.SmoothTchebycheff;
import org.jmodnas.objective.WeightedSum;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.supernet.ChoiceSupernet;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

final class ErrorNormalizationTest extends BackendTest {
  private static final Offset<Double> CLOSE = within(1e-5);

  private final Philox random = new Philox(20_261_124, 4);

  @Test
  void anEpochHasTheRangeOfItsLossesOnceEnoughAreKnown() {
    try (Workers workers = new Workers(backend, 1, 1)) {
      ErrorNormalization normalization = normalization(ErrorScale.EPOCH, workers);
      normalization.observe(new float[0]);
      begin(normalization);
      normalization.observe(new float[] {2, 5});
      assertThat(normalization.shift()).isZero();
      assertThat(normalization.factor()).isOne();
      normalization.observe(new float[] {4, 3});
      assertThat(normalization.shift()).isEqualTo(-2 / 3.0);
      assertThat(normalization.factor()).isEqualTo(1 / 3.0);
      normalization.startEpoch();
      normalization.observe(new float[] {1});
      begin(normalization);
      assertThat(normalization.shift())
          .as("the last epoch's, with its last losses")
          .isEqualTo(-1 / 4.0);
      normalization.observe(new float[] {7, 6, 6});
      assertThat(normalization.shift()).as("too few of the new one").isEqualTo(-1 / 4.0);
      normalization.observe(new float[] {8});
      assertThat(normalization.shift()).isEqualTo(-6 / 2.0);
      assertThat(normalization.factor()).isEqualTo(1 / 2.0);
    }
  }

  @Test
  void architecturesAreMeasuredOnceAnEpochAndAveraged() {
    double[] first = losses(random.split(1));
    double[] second = losses(random.split(2));
    try (Workers workers = new Workers(backend, 2, 2)) {
      ErrorNormalization normalization =
          normalization(ErrorScale.ARCHITECTURES, new WeightedSum(1), workers);
      begin(normalization, 1);
      assertThat(1 / normalization.factor()).isCloseTo(first[36] - first[12], CLOSE);
      begin(normalization, 2);
      assertThat(1 / normalization.factor())
          .as("the same epoch")
          .isCloseTo(first[36] - first[12], CLOSE);
      normalization.startEpoch();
      begin(normalization, 2);
      assertThat(2 / normalization.factor())
          .isCloseTo(first[36] - first[12] + second[36] - second[12], CLOSE);
    }
  }

  @Test
  void whatComparesLevelsHasTheLeastArchitectureAtZeroAndBadOnesAtOne() {
    double[] measured = losses(random.split(1));
    double mean = Arrays.stream(measured).average().orElseThrow();
    try (Workers workers = new Workers(backend, 1, 1)) {
      ErrorNormalization normalization =
          normalization(ErrorScale.ARCHITECTURES, new SmoothTchebycheff(0.1), workers);
      begin(normalization, 1);
      double factor = normalization.factor();
      double shift = normalization.shift();
      assertThat((measured[0] - mean) * factor + shift).isCloseTo(0, CLOSE);
      assertThat((measured[43] - mean) * factor + shift).isCloseTo(1, CLOSE);
    }
  }

  @Test
  void howDifficultABatchIsDoesNotCount() {
    try (Workers workers = new Workers(backend, 1, 1)) {
      ErrorNormalization levels =
          normalization(ErrorScale.ARCHITECTURES, new SmoothTchebycheff(0.1), workers);
      assertThat(compared(levels, 1, 2, 6)).containsExactly(new float[] {-2, -1, 3}, offset(1e-6f));
      assertThat(compared(levels, 11, 12, 16))
          .containsExactly(new float[] {-2, -1, 3}, offset(1e-5f));
      ErrorNormalization epoch =
          normalization(ErrorScale.EPOCH, new SmoothTchebycheff(0.1), workers);
      assertThat(compared(epoch, 1, 2, 6)).containsExactly(1, 2, 6);
    }
  }

  private float[] compared(ErrorNormalization normalization, float... losses) {
    return normalization
        .compared(backend, backend.tensor(Shape.of(losses.length), losses), new Baseline())
        .toArray();
  }

  private ErrorNormalization normalization(ErrorScale scale, Workers workers) {
    return normalization(scale, new WeightedSum(1), workers);
  }

  private ErrorNormalization normalization(
      ErrorScale scale, Scalarization scalarization, Workers workers) {
    return new ErrorNormalization(
        scale,
        scalarization.comparesLevels(),
        new RunningRange(4),
        new ErrorSpread(new ChoiceSupernet(backend), new NasBench201Space(), workers, backend));
  }

  private void begin(ErrorNormalization normalization) {
    begin(normalization, 0);
  }

  private void begin(ErrorNormalization normalization, long stream) {
    normalization.begin(backend.zeros(Shape.of(1, 1, 1, 1)), new int[] {0}, random.split(stream));
  }

  /** The cross entropies of the 48 architectures that a stream draws, in order. */
  private static double[] losses(Philox stream) {
    double[] losses = new double[ErrorSpread.ARCHITECTURES];
    for (int i = 0; i < losses.length; i++) {
      int[] choices = new NasBench201Space().sample(stream.split(i)).choices();
      losses[i] = Math.log1p(Math.exp(-ChoiceSupernet.score(choices)));
    }
    Arrays.sort(losses);
    return losses;
  }
}
