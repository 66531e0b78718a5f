package org.jmodnas.hardware.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

final class DeployedNetworksTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  @Test
  void passesGiveScoresOfTheirArchitectureAndLeaveNothing() {
    DeployedNetwork.Size size = new DeployedNetwork.Size(1, 2, 8, 3, 10);
    try (DeployedNetworks networks = new DeployedNetworks(size, 3, new Philox(1, 0), backend)) {
      long resting = backend.memory().live();
      Set<List<Float>> distinct = new HashSet<>();
      for (int index : List.of(11982, 431, 14451, 8636)) {
        float[] scores = networks.run(SPACE.architecture(index));
        assertThat(scores).hasSize(3 * 10);
        assertThat(networks.run(SPACE.architecture(index))).containsExactly(scores);
        distinct.add(List.of(scores[0], scores[1], scores[11]));
      }
      assertThat(distinct).hasSize(4);
      assertThat(backend.memory().live()).isEqualTo(resting);
    }
  }
}
