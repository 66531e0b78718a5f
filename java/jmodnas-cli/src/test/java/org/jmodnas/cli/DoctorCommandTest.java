package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.backend.BackendProvider;
import org.jmodnas.tensor.backend.Backends;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

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

  @Test
  void theMemoryOfASearchIsForecast() {
    CommandRun run =
        CommandRun.of(
            "doctor", "--memory", "--backend", "cpu", "--devices", "13", "--threads", "3");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(
            "Memory of a search for 13 devices: images 28x28x1, batch 64, cells 1, channels 8")
        .containsPattern("\nparameters and optimiser state +\\d+\\.\\d MB\n")
        .containsPattern("\n {2}training of the supernet( +\\d+\\.\\d MB){2} +x 2 +\\d+\\.\\d MB\n")
        .containsPattern("\n {2}training of the hypernetwork( +\\S+ MB){2} +x 3 +\\S+ MB\n")
        .containsPattern("\ntotal at most +\\d+\\.\\d MB\nIt fits into 80 % of the \\S+ GB that");
  }

  @Test
  void whatWouldFitIsSaid() {
    CommandRun run =
        CommandRun.of(
            "doctor",
            "--memory",
            "--backend",
            "cpu",
            "--batch",
            "50000",
            "--channels",
            "16",
            "--devices",
            "a,b",
            "--threads",
            "64");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("for 2 devices")
        .containsPattern("It does not fit into .* It would with '--batch \\d+'");
  }

  @Test
  void theMemoryIsThatOfASearchWithTheSameOptions() {
    Map<String, CommandLine> commands =
        JModnas.commandLine(InputStream.nullInputStream()).getSubcommands();
    for (String option : List.of("--data", "--batch", "--cells", "--channels")) {
      assertThat(commands.get("doctor").getCommandSpec().findOption(option).defaultValue())
          .as(option)
          .isNotNull()
          .isEqualTo(commands.get("search").getCommandSpec().findOption(option).defaultValue());
    }
  }

  @Test
  void badInputIsOneLine() {
    for (String[] bad :
        new String[][] {
          {"doctor", "--batch", "64"},
          {"doctor", "--memory", "--batch", "0"},
          {"doctor", "--memory", "--devices", "0"},
          {"doctor", "--memory", "--devices", ","},
          {"doctor", "--memory", "--batch", "2000000000"},
          {"doctor", "--memory", "--data", "cifar10:missing"}
        }) {
      CommandRun run = CommandRun.of(bad);
      assertThat(run.status()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).startsWith("error: ").doesNotContain("Error:").hasLineCount(1);
    }
  }
}
