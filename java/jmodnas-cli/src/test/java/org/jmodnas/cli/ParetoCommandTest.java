package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParetoCommandTest {
  /** Three points of a front, one dominated by the second, one equal to the first. */
  private static final String POINTS =
      """
      0.25,0.75
      0.5, 0.5
      0.5,0.625
      0.75,0.25
      0.25,0.75
      """;

  @TempDir private Path folder;

  @Test
  void hypervolumeOfAStaircase() {
    // By hand: 0.25 * 0.25 + 0.25 * 0.5 + 0.25 * 0.75.
    assertThat(hypervolume(POINTS, "1,1")).isEqualTo(new CommandRun(0, "0.375\n", ""));
    assertThat(hypervolume(POINTS, "0.25,0.25").out()).isEqualTo("0.0\n");
    assertThat(hypervolume("0,0,0.5\n", "1,2,1").out()).isEqualTo("1.0\n");
    CommandRun json =
        CommandRun.withInput(POINTS, "pareto", "hv", "--reference", "1,1", "--format", "json");
    assertThat(json.out())
        .isEqualToIgnoringWhitespace("{\"hypervolume\": 0.375, \"points\": 5, \"objectives\": 2}");
  }

  @Test
  void frontKeepsLinesAndTheirOrder() {
    CommandRun run = CommandRun.withInput(POINTS, "pareto", "front");
    assertThat(run).isEqualTo(new CommandRun(0, "0.25,0.75\n0.5, 0.5\n0.75,0.25\n0.25,0.75\n", ""));
  }

  @Test
  void sortAppendsRanks() {
    CommandRun run =
        CommandRun.withInput("\uFEFFerror,latency\r\n\r\n2,2\r\n1,1\r\n3,3\r\n", "pareto", "sort");
    assertThat(run).isEqualTo(new CommandRun(0, "error,latency,rank\n2,2,1\n1,1,0\n3,3,2\n", ""));
  }

  @ParameterizedTest
  @CsvSource({"'', 7.5", "--plus, 1.5", "--gd, 5.0", "--gd --plus, 0.0"})
  void distances(String flags, String expected) throws IOException {
    Path reference = Files.writeString(folder.resolve("front.csv"), "0,4\n9,8\n");
    String[] arguments =
        ("pareto igd --reference-front " + reference + " " + flags).strip().split(" ");
    CommandRun run = CommandRun.withInput("3,0\n", arguments);
    assertThat(run.err()).isEmpty();
    assertThat(Double.parseDouble(run.out().strip())).isEqualTo(Double.parseDouble(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      textBlock =
          """
          -;             No points in standard input: expected one point a line
          a,b\\n;        No points in standard input: expected one point a line
          1,2\\n3\\n;    standard input, line 2: expected 2 values, got 1 in '3'.
          a,b\\n1,2,3\\n; standard input, line 2: expected 2 values, got 3 in '1,2,3'.
          1,2\\n\\n1,x\\n; standard input, line 3: expected a finite number, got 'x'.
          1,NaN\\n;      standard input, line 1: expected a finite number, got 'NaN'.
          nan,inf\\n;    standard input, line 1: expected a finite number, got 'nan'.
          1,-Infinity\\n; standard input, line 1: expected a finite number, got '-Infinity'.
          1,1e999\\n;    standard input, line 1: expected a finite number, got '1e999'.
          1,2,\\n;       standard input, line 1: expected a finite number, got ''.
          1,0x10\\n;     standard input, line 1: expected a finite number, got '0x10'.
          """)
  void badPointsAreOneLineThatNamesThem(String input, String message) {
    String text = input == null ? "" : input.replace("\\n", "\n");
    for (String command : new String[] {"hv --reference 1,1", "front", "sort"}) {
      CommandRun run = CommandRun.withInput(text, ("pareto " + command).split(" "));
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).startsWith("error: " + message).hasLineCount(1);
    }
  }

  @Test
  void referencesThatDoNotFitAreErrors() throws IOException {
    assertThat(hypervolume(POINTS, "1,1,1").err())
        .isEqualTo(
            "error: Expected 2 values for '--reference', as many as the points of standard input"
                + " have, got '1.0,1.0,1.0'.\n");
    assertThat(hypervolume(POINTS, "1,NaN").err())
        .isEqualTo("error: Expected finite numbers for '--reference', got 'NaN'.\n");
    Path missing = folder.resolve("none.csv");
    assertThat(distance(missing).err())
        .isEqualTo(
            "error: File '"
                + missing
                + "' does not exist. Name a CSV file of points, one a"
                + " line.\n");
    assertThat(distance(folder).status()).isEqualTo(2);
    Path spatial = Files.writeString(folder.resolve("spatial.csv"), "1,2,3\n");
    assertThat(distance(spatial))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "error: Expected points of 2 values in '"
                    + spatial
                    + "', as in standard input, got 3.\n"));
  }

  private CommandRun distance(Path reference) {
    return CommandRun.withInput(POINTS, "pareto", "igd", "--reference-front", reference.toString());
  }

  private static CommandRun hypervolume(String points, String reference) {
    return CommandRun.withInput(points, "pareto", "hv", "--reference", reference);
  }
}
