package org.jmodnas.space.nasbench201;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DeployedNetworkTest {
  /** Every path from input to output, as edges in the order of the architecture string. */
  private static final List<int[]> PATHS =
      List.of(new int[] {3}, new int[] {0, 4}, new int[] {1, 5}, new int[] {0, 2, 5});

  @Test
  void liveEdgesAreThoseOfThePathsWithoutNone() {
    NasBench201Space space = new NasBench201Space();
    for (int index = 0; index < space.count(); index++) {
      int[] choices = space.architecture(index).choices();
      boolean[] expected = new boolean[choices.length];
      for (int[] path : PATHS) {
        boolean open = true;
        for (int edge : path) {
          open &= choices[edge] != Operation.NONE.ordinal();
        }
        for (int edge : path) {
          expected[edge] |= open;
        }
      }
      assertThat(DeployedNetwork.liveEdges(choices)).as("cell %d", index).isEqualTo(expected);
    }
  }
}
