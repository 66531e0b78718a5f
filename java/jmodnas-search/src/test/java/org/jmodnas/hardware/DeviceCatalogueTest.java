package org.jmodnas.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.junit.jupiter.api.Test;

/** The bundled devices, and the roofline model on networks small enough to compute by hand. */
final class DeviceCatalogueTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  /** One cell a stage, 1 channel, images of 4×4×1, 2 classes. */
  private static final RooflineModel TINY =
      new RooflineModel(new DeployedNetwork(new DeployedNetwork.Size(1, 1, 4, 1, 2)));

  private final DeviceCatalogue catalogue = DeviceCatalogue.load();

  @Test
  void everyFigureNamesItsSource() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                DeviceCatalogue.class.getResourceAsStream("devices.csv"),
                StandardCharsets.UTF_8))) {
      List<String> lines = reader.lines().toList();
      assertThat(lines).hasSize(1 + catalogue.devices().size());
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split(",", -1);
        assertThat(fields).as(line).hasSize(lines.get(0).split(",", -1).length);
        assertThat(fields[1]).as(line).isIn("training", "unseen");
        assertThat(fields[6]).as(line).isIn("all", "convolutions");
        for (String source : List.of(fields[7], fields[8], fields[9])) {
          // A source is a document or an assumption in words, not a pointer to another field.
          assertThat(source.split(" ")).as(line).hasSizeGreaterThan(2);
        }
      }
    }
  }

  @Test
  void namesAreDistinctAndComplete() {
    List<String> names = catalogue.devices().stream().map(RooflineDevice::name).toList();
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(12);
    assertThat(Stream.concat(catalogue.training().stream(), catalogue.unseen().stream()))
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(catalogue.table(SPACE).devices()).isEqualTo(names);
  }

  @Test
  void noneNeverCostsOnAnyArchitecture() {
    MetricTable table = catalogue.table(SPACE);
    for (String device : table.devices()) {
      double[] latencies = table.values(device);
      for (int i = 0; i < latencies.length; i++) {
        for (int edge = 0; edge < NasBench201Space.EDGES; edge++) {
          int[] choices = SPACE.architecture(i).choices();
          choices[edge] = 0;
          double without = latencies[SPACE.index(SPACE.decode(choices))];
          if (!(without > 0 && without <= latencies[i])) {
            assertThat(without).as("%s, %d, edge %d", device, i, edge).isBetween(0.0, latencies[i]);
          }
        }
      }
    }
  }

  /**
   * One multiply-accumulate and four values a second, one second a kernel. Seconds of the fixed
   * layers: stem 144, 8.5; first reduction 8, 72, 5, 4, 144, 5, pooling 5, shortcut 8, sum 6;
   * second 4, 72, 4, 2, 144, 4, 2.5, 8, 3; three sums in each stage of 12, 6, 3; head 4, 2, pooling
   * 2, linear 8; 33 kernels.
   */
  @Test
  void smallNetworkComputedByHand() {
    RooflineDevice device = new RooflineDevice("hand", 2, 16, 1, 1, false);
    double fixed = 732 + 33;
    assertSeconds(fixed, device, 0, 0, 0, 0, 0, 0);
    assertSeconds(fixed, device, 0, 0, 0, 1, 0, 0);
    assertSeconds(fixed + 8 + 4 + 2 + 3, device, 0, 0, 0, 4, 0, 0);
    double around = 8 + 4 + 2 + 8.5 + 5 + 4 + 9;
    assertSeconds(fixed + 16 + 16 + 16 + around, device, 0, 0, 0, 2, 0, 0);
    assertSeconds(fixed + 144 + 144 + 144 + around, device, 0, 0, 0, 3, 0, 0);
    // The convolution leads to a node that nobody reads, and runs nevertheless.
    assertSeconds(fixed + 144 + 144 + 144 + around, device, 3, 0, 0, 1, 0, 0);
  }

  @Test
  void whereOnlyConvolutionsRunAPoolingIsOne() {
    RooflineDevice device = new RooflineDevice("array", 2, 16, 1, 1, true);
    int[] pooling = {0, 4, 0, 1, 0, 4};
    int[] convolution = {0, 3, 0, 1, 0, 3};
    assertThat(TINY.latency(device, pooling)).isEqualTo(TINY.latency(device, convolution));
  }

  @Test
  void aBatchReadsItsWeightsOnce() {
    int[] none = new int[NasBench201Space.EDGES];
    int[] pointwise = {0, 0, 0, 2, 0, 0};
    // Three layers with activations 32, 16, 8 in the three stages, one value a second; weights of
    // the convolution 1, 4, 16 and of batch norm 2, 4, 8.
    for (int batch = 1; batch <= 3; batch++) {
      RooflineDevice narrow = new RooflineDevice("narrow", 1e12, 4, 0, batch, false);
      assertThat(TINY.latency(narrow, pointwise) - TINY.latency(narrow, none))
          .isCloseTo(1e3 * (batch * 3 * (32 + 16 + 8) + 21 + 14), within(1e-6));
    }
  }

  private static void assertSeconds(double seconds, RooflineDevice device, int... choices) {
    assertThat(TINY.latency(device, choices)).isCloseTo(1e3 * seconds, within(1e-6));
  }
}
