package org.jmodnas.space.nasbench201;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jmodnas.space.nasbench201.DeployedNetwork.Layer;
import org.jmodnas.space.nasbench201.DeployedNetwork.Size;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Activations that are alive at once, counted by hand and bounded by the layers. */
final class NetworkActivationsTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final long SEED = 20_261_124;

  /** 96 values of a feature map in the first stage, 48 and 24 in the others. */
  private static final Size SMALL = new Size(2, 6, 4, 1, 5);

  /**
   * Tensors of one cell at its fullest moment.
   *
   * <p>Of six convolutions it is the third: it reads node 1 and writes, while the input and the sum
   * of node 2 wait. Where all is identities only two of them make a new tensor. An edge that reads
   * a node to which nothing leads reads zeros.
   */
  @ParameterizedTest
  @CsvSource({
    "3 3 3 3 3 3, 4",
    "4 4 4 4 4 4, 4",
    "0 0 0 3 0 0, 2",
    "3 0 3 0 0 3, 2",
    "3 0 3 3 0 3, 3",
    "1 0 1 0 0 1, 2",
    "0 0 0 0 0 0, 2",
    "1 1 0 1 1 0, 2",
    "0 0 0 3 3 3, 4",
    "1 1 1 1 1 1, 3"
  })
  void tensorsOfACell(String edges, int tensors) {
    assertThat(peak(edges)).isEqualTo(tensors * 96L);
  }

  @Test
  void aReductionHoldsItsInputAndBothConvolutions() {
    // A chain of identities holds one tensor of a cell, the reduction 96 + 2 · 48 values.
    assertThat(peak("0 0 0 1 0 0")).isEqualTo(192);
  }

  @Test
  void theStemCountsWhereImagesAreLarge() {
    DeployedNetwork network = new DeployedNetwork(new Size(1, 1, 8, 9, 5));
    assertThat(new NetworkActivations(network).peak(0, 0, 0, 1, 0, 0)).isEqualTo(64 * 9 + 64);
  }

  @Test
  void noLayerReadsAndWritesMoreThanThePeak() {
    DeployedNetwork network = new DeployedNetwork(Size.benchmark());
    NetworkActivations activations = new NetworkActivations(network);
    Philox random = new Philox(SEED, 1);
    for (int i = 0; i < 300; i++) {
      int[] choices = SPACE.sample(random).choices();
      long peak = activations.peak(choices);
      for (int stage = 0; stage < DeployedNetwork.stages(); stage++) {
        for (int choice : choices) {
          List<Layer> layers = network.edgeLayers(Operation.values()[choice], stage);
          for (Layer layer : layers) {
            assertThat(layer.activations()).as("seed %d, %d", SEED, i).isLessThanOrEqualTo(peak);
          }
        }
      }
      assertThat(peak).isLessThanOrEqualTo(4 * network.values(0));
    }
  }

  @Test
  void memoryIsParametersAndActivationsInBytes() {
    NetworkCosts costs = new NetworkCosts(new DeployedNetwork(Size.benchmark()));
    int[] convolutions = {3, 3, 3, 3, 3, 3};
    long values = 32 * 32 * 16;
    assertThat(costs.memory(convolutions))
        .isEqualTo(4 * (73_306 + 6 * 243_040 + 4 * values))
        .isEqualTo(4 * (costs.parameters(convolutions) + 4 * values));
  }

  private static long peak(String edges) {
    int[] choices = List.of(edges.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
    return new NetworkActivations(new DeployedNetwork(SMALL)).peak(choices);
  }
}
