package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.tabular.ProxyTable;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiny networks on the bundled images. */
final class ProxyCommandTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  /** What a test does not give itself. */
  private static final List<String> DEFAULTS =
      List.of("--cells=1", "--channels=2", "--batch=4", "--metrics=synflow,snip,jacov");

  @TempDir Path folder;

  private CommandRun proxy(Path file, String... more) {
    List<String> arguments = new ArrayList<>(List.of("proxy", "--out", file.toString()));
    for (String option : DEFAULTS) {
      if (List.of(more).stream().noneMatch(option.split("=")[0]::equals)) {
        arguments.add(option);
      }
    }
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void aTableIsWrittenForAnyNumberOfThreads() throws IOException {
    Path one = folder.resolve("one.csv");
    CommandRun run = proxy(one, "--sample", "9", "--threads", "1");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("9 of 9 architectures");
    Path three = folder.resolve("three.csv");
    assertThat(proxy(three, "--sample", "9", "--threads", "3").status()).isZero();
    assertThat(three).hasSameTextualContentAs(one);
    assertThat(Files.readAllLines(one)).hasSize(10).startsWith("index,arch,synflow,snip,jacov");
    assertThat(ProxyTable.read(one, SPACE)).containsOnlyKeys("synflow", "snip", "jacov");
  }

  @Test
  void allMetricsHaveTheirColumn() throws IOException {
    Path file = folder.resolve("all.csv");
    String names =
        "epe_nas,fisher,flops,grad_norm,grasp,jacov,l2_norm,nwot,params,plain,snip,synflow,zen,rmi";
    CommandRun run =
        proxy(
            file,
            "--architectures",
            SPACE.architecture(9) + ",7818",
            "--metrics",
            names,
            "--rmi-steps",
            "1",
            "--rmi-reference-steps",
            "1");
    assertThat(run.status()).as(run.err()).isZero();
    Map<String, double[]> columns = ProxyTable.read(file, SPACE);
    assertThat(columns.keySet()).containsExactly(names.split(","));
    columns.forEach((name, values) -> assertThat(values[7818]).as(name).isFinite());
    assertThat(folder.resolve("all.json")).content().contains("\"rmi_steps\" : 1");
  }

  @Test
  void anInterruptedTableIsContinued() throws IOException {
    Path whole = folder.resolve("whole.csv");
    assertThat(proxy(whole, "--sample", "5").status()).isZero();
    List<String> rows = Files.readAllLines(whole);
    Path cut = Files.writeString(folder.resolve("cut.csv"), "");
    String known = rows.get(1).replaceFirst("[^,]+$", "-1.5");
    Files.writeString(cut, rows.get(0) + "\n" + known + "\n" + rows.get(2).substring(0, 20));
    Files.copy(folder.resolve("whole.json"), folder.resolve("cut.json"));
    CommandRun run = proxy(cut, "--sample", "5", "--append");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("4 of 4 architectures");
    rows.set(1, known);
    assertThat(Files.readAllLines(cut)).isEqualTo(rows);
    CommandRun again = proxy(cut, "--sample", "5", "--append");
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).contains("5 architectures");
  }

  @Test
  void ranksAreCompared() throws IOException {
    Path file = folder.resolve("t.csv");
    assertThat(proxy(file, "--sample", "6").status()).isZero();
    StringBuilder other = new StringBuilder("index,snip,grasp\n");
    for (String row : Files.readAllLines(file).subList(1, 6)) {
      String[] fields = row.split(",", -1);
      other.append(fields[0]).append(",-").append(fields[3]).append(",1\n");
    }
    Path table = Files.writeString(folder.resolve("other.csv"), other);
    CommandRun run = proxy(file, "--sample", "6", "--append", "--compare", table.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("snip +5 +-1.0000").doesNotContain("grasp", "synflow");
  }

  @Test
  void badInputIsOneLine() throws IOException {
    Path there = folder.resolve("there.csv");
    assertThat(proxy(there, "--sample", "1").status()).isZero();
    Path foreign = Files.writeString(folder.resolve("foreign.csv"), "index,a\n1,1\n");
    Path out = folder.resolve("none.csv");
    for (CommandRun bad :
        List.of(
            CommandRun.of("proxy", "--out", out.toString(), "--sample", "1"),
            proxy(out),
            proxy(out, "--sample", "1", "--all"),
            proxy(out, "--sample", "0"),
            proxy(out, "--architectures", "15625"),
            proxy(out, "--sample", "1", "--metrics", "synflow,beauty"),
            proxy(out, "--sample", "1", "--batch", "1"),
            proxy(out, "--sample", "1", "--cells", "0"),
            proxy(out, "--sample", "1", "--channels", "0"),
            proxy(out, "--sample", "1", "--threads", "0"),
            proxy(out, "--sample", "1", "--rmi-steps", "-1"),
            proxy(out, "--sample", "1", "--data", "nothing"),
            proxy(out, "--sample", "1", "--space", "other"),
            proxy(out, "--sample", "1", "--backend", "tpu"),
            proxy(out, "--sample", "1", "--compare", folder.resolve("missing.csv").toString()),
            proxy(folder.resolve("missing/none.csv"), "--sample", "1"),
            proxy(there, "--sample", "1"),
            proxy(there, "--sample", "1", "--append", "--metrics", "snip"),
            proxy(there, "--sample", "1", "--append", "--batch", "5"),
            proxy(there, "--sample", "2", "--append", "--seed", "2"),
            proxy(foreign, "--sample", "1", "--append"))) {
      assertThat(bad.status()).as(bad.err()).isEqualTo(2);
      assertThat(bad.err()).startsWith("error: ").hasLineCount(1);
      assertThat(out).doesNotExist();
    }
    assertThat(foreign).hasContent("index,a\n1,1\n");
    assertThat(Files.readAllLines(there)).hasSize(2);
  }
}
