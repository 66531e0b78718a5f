package org.jmodnas.hardware.additive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.junit.jupiter.api.Test;

final class AdditiveFeaturesTest {
  private final NasBench201Space space = new NasBench201Space();
  private final AdditiveFeatures features = new AdditiveFeatures(space);

  @Test
  void choicesAreCountedAndPlaced() {
    assertThat(features.size()).isEqualTo(1 + 4 + 24);
    assertThat(features.shared()).isEqualTo(5);
    double[] row = features.of(index(0, 1, 3, 3, 0, 4), Pruning.NONE);
    assertThat(Arrays.copyOf(row, 5)).containsExactly(1, 1, 0, 2, 1);
    assertThat(Arrays.copyOfRange(row, 5, 9)).containsOnly(0);
    assertThat(Arrays.copyOfRange(row, 9, 13)).containsExactly(1, 0, 0, 0);
    assertThat(Arrays.stream(row).skip(5).sum()).isEqualTo(4);
  }

  /** Nothing leaves node 1, so what leads to it is pruned; node 2 stays though nothing feeds it. */
  @Test
  void whatDoesNotLeadToTheOutputIsPrunedAndNothingElse() {
    int index = index(3, 0, 0, 1, 0, 2);
    double[] kept = features.of(index, Pruning.UNUSED);
    assertThat(Arrays.copyOf(kept, 5)).containsExactly(1, 1, 1, 0, 0);
    assertThat(Arrays.copyOfRange(kept, 5, 9)).containsOnly(0);
    double[] joint = features.joint(index);
    assertThat(Arrays.copyOf(joint, 29)).isEqualTo(features.of(index, Pruning.NONE));
    assertThat(Arrays.copyOfRange(joint, 29, 58)).isEqualTo(kept);
  }

  @Test
  void gateWeightsAreTheSumOfBothKinds() {
    double[] coefficients = new double[features.size()];
    Arrays.setAll(coefficients, i -> i);
    double[] weights = features.gateWeights(coefficients);
    assertThat(weights).hasSize(30);
    assertThat(weights[0]).isZero();
    assertThat(weights[3]).isEqualTo(3 + 7);
    assertThat(weights[29]).isEqualTo(4 + 28);
  }

  private int index(int... choices) {
    return space.index(space.decode(choices));
  }
}
