package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search gives devices that it never saw, scored. */
final class TransferCommandTest {
  @TempDir Path folder;

  @Test
  void whatATransferWouldGiveIsScored() throws IOException {
    Path run = folder.resolve("run");
    assertThat(SmallSearch.search(SmallSearch.table(folder), run, "--steps", "1").status())
        .isZero();
    StringBuilder text = new StringBuilder("index,c10_test\n");
    for (int i = 0; i < new NasBench201Space().count(); i++) {
      text.append(i).append(',').append(50 + i % 40).append('\n');
    }
    Path accuracy = Files.writeString(folder.resolve("accuracy.csv"), text);
    CommandRun transfer =
        CommandRun.of(
            "transfer",
            run.toString(),
            "--score",
            accuracy.toString(),
            "--more",
            "0,5",
            "--seeds",
            "1,2");
    assertThat(transfer.errors()).isEmpty();
    assertThat(transfer.out().lines().filter(line -> line.matches("(c|mean) +1[05] .*")))
        .hasSize(4);
    CommandRun limited =
        CommandRun.of(
            "transfer",
            run.toString(),
            "--score",
            accuracy.toString(),
            "--more",
            "0",
            "--rounds",
            "1",
            "--max",
            "metric=20");
    assertThat(limited.errors()).isEmpty();
    List<String[]> rounds =
        limited
            .out()
            .lines()
            .filter(line -> line.startsWith("mean"))
            .map(line -> line.split(" +"))
            .toList();
    assertThat(rounds).hasSize(2);
    assertThat(Double.parseDouble(rounds.get(1)[1]))
        .as("the front is measured")
        .isGreaterThan(Double.parseDouble(rounds.get(0)[1]));
    assertThat(rounds.get(1)[8]).as("cells that hold").isEqualTo(rounds.get(1)[7]);
    CommandRun negative =
        CommandRun.of("transfer", run.toString(), "--score", accuracy.toString(), "--more", "-1");
    assertThat(negative.status()).isEqualTo(2);
    assertThat(negative.err()).contains("'--more'").hasLineCount(1);
  }

  @Test
  void aSearchForEveryDeviceLeavesNoneToTransferTo() throws IOException {
    Path run = folder.resolve("run");
    Path table = SmallSearch.table(folder, "index,a,b");
    assertThat(SmallSearch.search(table, run, "--steps", "1").status()).isZero();
    CommandRun transfer =
        CommandRun.of(
            "transfer", run.toString(), "--score", table.toString(), "--score-column", "a");
    assertThat(transfer.status()).isEqualTo(2);
    assertThat(transfer.err()).contains("'--devices'").hasLineCount(1);
  }
}
