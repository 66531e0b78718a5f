package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.jmodnas.tensor.backend.BackendProvider;
import org.jmodnas.tensor.backend.Backends;
import org.junit.jupiter.api.Test;

/** What the doctor says of this machine, whatever it has beside a CPU. */
final class DoctorCommandTest {
  @Test
  void everyBackendIsDescribed() {
    CommandRun run = CommandRun.of("doctor");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(Runtime.version().toString(), System.getProperty("os.arch"))
        .containsPattern("Backend cpu works: oneDNN on \\S+, .+\n {2}oneDNN +\\d+\\.\\d+\\.\\d+\n")
        .containsPattern("\n {2}memory +\\d+\\.\\d GB, \\d+\\.\\d GB free\n")
        .containsPattern("Backend cuda (works|does not work): .+\n {2}kernels +\\d+, .*sm_75\n")
        .endsWith("Backend auto takes cpu\nBackend cpu works\n");
  }

  @Test
  void theStatusIsThatOfTheBackendAskedFor() {
    BackendProvider cuda =
        Backends.providers().stream()
            .filter(provider -> provider.name().equals("cuda"))
            .findFirst()
            .orElseThrow();
    CommandRun run = CommandRun.of("doctor", "--backend", "cuda:4321");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "error: Backend 'cuda:4321' does not work here: " + cuda.probe("4321").reason() + "\n");
    assertThat(run.out()).as("the diagnosis comes all the same").contains("Backend auto takes");
    assertThat(CommandRun.of("doctor", "--backend", "cpu").status()).isZero();
  }

  @Test
  void unknownBackendsAreRefused() {
    CommandRun run = CommandRun.of("doctor", "--backend", "tpu");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: Unknown backend 'tpu'").hasLineCount(1);
  }

  @Test
  void verificationPrintsATableAndAVerdict() {
    CommandRun run = CommandRun.of("doctor", "--verify", "--backend", "cpu");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("The CPU is compared with itself")
        .containsPattern("\noperation +shapes +error +allowed +result\n")
        .containsPattern(
            "\nconvolution 1x1 +\\(3, 9, 7, 5\\) \\(6, 1, 1, 5\\) +0.0e\\+00 +1.0e-04 +ok\n")
        .containsPattern("\nsupernet, two steps of SGD +\\(3, 8, 8, 3\\) +\\S+ +1.0e-03 +ok\n")
        .containsPattern("Backend cpu agrees with the CPU in all \\d+ checks\n$")
        .doesNotContain("FAILED");
  }
}
