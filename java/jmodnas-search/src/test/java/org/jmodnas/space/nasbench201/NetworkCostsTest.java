package org.jmodnas.space.nasbench201;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jmodnas.space.nasbench201.DeployedNetwork.Size;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.api.Test;

/**
 * Multiply-accumulates and parameters against the totals NAS-Bench-201 publishes. Its totals charge
 * what a deployed network fuses or does without multiplying: ReLU 1 and batch norm 2 for each
 * value, average pooling its window for each output, the last pooling (side + 1)² for each channel.
 * They also charge edges that are not executed.
 */
final class NetworkCostsTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final Size CIFAR10 = Size.benchmark();
  private static final Size CIFAR100 = new Size(5, 16, 32, 3, 100);
  private static final Size IMAGENET16 = new Size(5, 16, 16, 3, 120);
  private static final int[] ALL_NONE = new int[NasBench201Space.EDGES];

  @Test
  void totalsMatchTheBenchmarkOnEveryArchitecture() throws IOException {
    List<String> lines = Files.readAllLines(SharedData.file("tables/nb201_accuracy.csv"));
    List<String> header = List.of(lines.get(0).split(",", -1));
    assertThat(lines).hasSize(1 + (int) SPACE.count());
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      int[] choices = SPACE.parse(fields[header.indexOf("arch")]).choices();
      List<Long> published =
          List.of("macs_c10", "params_c10", "macs_in16", "params_in16").stream()
              .map(column -> Long.parseLong(fields[header.indexOf(column)]))
              .toList();
      assertThat(
              List.of(
                  macs(CIFAR10, choices),
                  parameters(CIFAR10, choices),
                  macs(IMAGENET16, choices),
                  parameters(IMAGENET16, choices)))
          .as(line)
          .isEqualTo(published);
    }
  }

  @Test
  void pinnedTotals() {
    assertThat(macs(CIFAR10, ALL_NONE)).isEqualTo(7_943_872);
    assertThat(macs(CIFAR100, ALL_NONE)).isEqualTo(7_949_632);
    assertThat(macs(IMAGENET16, ALL_NONE)).isEqualTo(1_993_792);
    assertThat(parameters(CIFAR10, ALL_NONE)).isEqualTo(73_306);
    assertThat(parameters(CIFAR100, ALL_NONE)).isEqualTo(79_156);
    assertThat(parameters(IMAGENET16, ALL_NONE)).isEqualTo(80_456);
    int[] mixed = {3, 3, 4, 1, 3, 1};
    assertThat(macs(CIFAR10, mixed)).isEqualTo(116_692_672);
    assertThat(parameters(CIFAR10, mixed)).isEqualTo(802_426);
    assertThat(macs(CIFAR10, 2, 0, 0, 0, 0, 0)).isEqualTo(7_943_872 + 4_362_240);
    assertThat(parameters(CIFAR10, 2, 0, 0, 0, 0, 0)).isEqualTo(73_306 + 28_000);
  }

  private static long macs(Size size, int... choices) {
    return new NetworkCosts(new DeployedNetwork(size)).macs(choices);
  }

  private static long parameters(Size size, int... choices) {
    return new NetworkCosts(new DeployedNetwork(size)).parameters(choices);
  }
}
