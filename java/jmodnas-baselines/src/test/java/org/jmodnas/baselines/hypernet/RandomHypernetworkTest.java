package org.jmodnas.baselines.hypernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.SearchMethodContract;
import org.jmodnas.baselines.Searches;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.baselines.tabular.RealBenchmarks;
import org.jmodnas.baselines.tabular.TabularBenchmark;
import org.jmodnas.hardware.DeviceEmbedding;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RandomHypernetworkTest extends SearchMethodContract {
  private final Backend backend = Backends.open();

  @AfterEach
  void closeBackendWithoutLeaks() {
    assertThat(backend.memory().live()).isZero();
    backend.close();
  }

  @Override
  protected MethodFactory factory() {
    return (benchmark, random) ->
        new RandomHypernetwork(benchmark, random, SearchConfig.Hypernetwork.published(), backend);
  }

  @Test
  void theDeviceIsDescribedByTheReferenceArchitectures() {
    TabularBenchmark benchmark = RealBenchmarks.of("fpga");
    float[] expected =
        DeviceEmbedding.of(
            MetricTableReader.read(SharedData.file("tables/nb201_latency.csv"), benchmark.space()),
            "fpga",
            ReferenceDevices.ARCHITECTURES);
    assertThat(DeviceDescription.of(benchmark, new Philox(1, 1)))
        .containsExactly(expected, within(1e-6f));
  }

  @Test
  void aDeviceThatNothingIsKnownOfIsRandom() {
    float[] first = DeviceDescription.of(new TinyBenchmark(-1), new Philox(1, 1));
    assertThat(first).hasSize(10).doesNotHaveDuplicates();
    assertThat(DeviceDescription.of(new TinyBenchmark(-1), new Philox(1, 1))).isEqualTo(first);
    assertThat(DeviceDescription.of(new TinyBenchmark(-1), new Philox(2, 1))).isNotEqualTo(first);
  }

  /** Same Φ, but other devices mix its banks to another α. */
  @Test
  void theArchitecturesDependOnTheDevice() {
    assertThat(architectures("fpga")).isNotEqualTo(architectures("1080ti_1"));
  }

  private List<String> architectures(String device) {
    TabularBenchmark benchmark = RealBenchmarks.of(device);
    return Searches.run(factory().create(benchmark, new Philox(9, 9)), benchmark, 24).stream()
        .map(Evaluation::architecture)
        .map(Object::toString)
        .toList();
  }
}
