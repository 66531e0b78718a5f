package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BenchHypervolumeCommandTest {
  @Test
  void theMedianOfWarmCallsIsPrinted() {
    CommandRun bench =
        CommandRun.of("bench", "hypervolume", "--points", "20", "--objectives", "3", "--json");
    assertThat(bench.err()).isEmpty();
    assertThat(bench.status()).isZero();
    assertThat(bench.out()).matches("\\{\"median_ms\": \\d+\\.\\d{4}, \"calls\": \\d{2,}}\n");
    assertThat(CommandRun.of("bench", "hypervolume", "--points", "2").out())
        .matches("median_ms \\d+\\.\\d{4}\ncalls \\d{2,}\n");
  }

  @Test
  void noPointsAreRefused() {
    CommandRun bench = CommandRun.of("bench", "hypervolume", "--points", "0");
    assertThat(bench.status()).isEqualTo(2);
    assertThat(bench.err()).contains("'--points' and '--objectives' are at least 1, got '0'");
  }
}
