package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchDiversityCommandTest {
  @TempDir private Path folder;

  private CommandRun run(String... more) throws IOException {
    StringBuilder metrics = new StringBuilder("index,phone\n");
    StringBuilder proxies = new StringBuilder("index,rmi\n");
    for (int i = 0; i < 15_625; i++) {
      metrics.append(i).append(',').append(i % 100).append('\n');
      // Similar where the cost is medium.
      proxies.append(i).append(',').append(-Math.abs(i % 100 - 50)).append('\n');
    }
    String[] arguments = {
      "bench",
      "diversity",
      "--metrics",
      Files.writeString(folder.resolve("metrics.csv"), metrics).toString(),
      "--proxies",
      Files.writeString(folder.resolve("proxies.csv"), proxies).toString(),
      "--device",
      "phone",
      "--seeds",
      "3"
    };
    String[] all = new String[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }

  @Test
  void diversityGrowsWhereItIsAnObjective() throws IOException {
    CommandRun run = run("--at", "1,40", "--format", "csv");
    assertThat(run.err()).isEmpty();
    String[] lines = run.out().split("\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).isEqualTo("generation,none,union,offspring");
    String[] first = lines[1].split(",");
    String[] last = lines[2].split(",");
    assertThat(first[0]).isEqualTo("1");
    assertThat(first[1]).isEqualTo(first[2]).isEqualTo(first[3]);
    assertThat(Double.parseDouble(last[2])).isGreaterThan(2 * Double.parseDouble(last[1]));
  }

  @Test
  void aTableIsPrinted() throws IOException {
    assertThat(run("--at", "1,2").out())
        .matches("generation  none +union +offspring\n1 +[\\d. ]+\n2 +[\\d. ]+\n");
  }

  @Test
  void aProxyThatIsNotThereIsNamed() throws IOException {
    CommandRun run = run("--similarity", "nwot");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("'--similarity'", "[rmi]", "'nwot'");
    assertThat(run("--at", "0").err()).contains("'--seeds' and '--at' are at least 1");
  }
}
