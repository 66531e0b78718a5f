package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BenchConvolutionCommandTest {
  @Test
  void threeDirectionsAreTimed() {
    CommandRun bench =
        CommandRun.of(
            "bench",
            "convolution",
            "--batch",
            "1",
            "--size",
            "4",
            "--channels",
            "8",
            "--iters",
            "3",
            "--json");
    assertThat(bench.err()).isEmpty();
    assertThat(bench.status()).isZero();
    assertThat(bench.out())
        .matches(
            "\\{\"forward_ms\": \\d+\\.\\d{4}, \"forward_gflops\": .*"
                + "\"backward_weight_gflops\": \\d+\\.\\d{4}}\n");
  }

  @Test
  void evenKernelsAreRefused() {
    CommandRun bench = CommandRun.of("bench", "convolution", "--kernel", "2");
    assertThat(bench.status()).isEqualTo(2);
    assertThat(bench.err()).contains("'--kernel' is odd").hasLineCount(1);
  }
}
