package org.jmodnas.space.nasbench201;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jmodnas.space.nasbench201.DeployedNetwork.Layer;
import org.junit.jupiter.api.Test;

/** Layers of a network of 2 cells a stage, 3 channels, images of 4×4×1 and 5 classes. */
final class DeployedNetworkTest {
  private static final DeployedNetwork NETWORK =
      new DeployedNetwork(new DeployedNetwork.Size(2, 3, 4, 1, 5));

  @Test
  void theClassifierReadsFeaturesAndWritesLogits() {
    List<Layer> layers = NETWORK.fixedLayers();
    assertThat(layers.get(layers.size() - 1))
        .isEqualTo(new Layer(12 * 5, 12 * 5, 12 + 5, 12 * 5 + 5));
  }

  @Test
  void everyKernelIsALayer() {
    // Stem 2, two reductions of 9, three sums in each of 6 cells, head 4.
    assertThat(NETWORK.fixedLayers()).hasSize(2 + 2 * 9 + 3 * 6 + 4);
    assertThat(NETWORK.edgeLayers(Operation.NONE, 0)).isEmpty();
    assertThat(NETWORK.edgeLayers(Operation.SKIP_CONNECT, 0)).isEmpty();
    assertThat(NETWORK.edgeLayers(Operation.AVG_POOL_3X3, 1))
        .containsExactly(new Layer(0, 9 * 24, 2 * 2 * 2 * 6, 0));
    assertThat(NETWORK.edgeLayers(Operation.NOR_CONV_1X1, 1))
        .containsExactly(
            new Layer(0, 24, 48, 0), new Layer(4 * 36, 4 * 36, 48, 36), new Layer(0, 48, 48, 12));
    assertThat(NETWORK.edgeLayers(Operation.NOR_CONV_3X3, 2))
        .containsExactly(
            new Layer(0, 12, 24, 0),
            new Layer(9 * 144, 9 * 144, 24, 9 * 144),
            new Layer(0, 24, 24, 24));
  }
}
