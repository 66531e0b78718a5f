package org.jmodnas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmodnas.space.nasbench201.NasBench201Space;

/** A search of moments on the bundled images, with a synthetic table. */
final class SmallSearch {
  private SmallSearch() {}

  /** Searches for the devices a and b. */
  static CommandRun search(Path table, Path run, String... more) {
    List<String> arguments = new ArrayList<>(arguments(table, run));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  /** The command line of that search. */
  static List<String> arguments(Path table, Path run) {
    return List.of(
        "search",
        "--metrics",
        table.toString(),
        "--devices",
        "a,b",
        "--output",
        run.toString(),
        "--rays",
        "4",
        "--channels",
        "2",
        "--predictor-steps",
        "20");
  }

  /** The rows of a run's front without their first column, the numbers of the points. */
  static List<String> front(Path run) throws IOException {
    return Files.readAllLines(run.resolve("front.csv")).stream()
        .map(line -> line.substring(line.indexOf(',') + 1))
        .toList();
  }

  /** The table of devices a, b and c. */
  static Path table(Path folder) throws IOException {
    return table(folder, "index,a,b,c");
  }

  /** Columns of the costs of a and b, their sum, and again. */
  static Path table(Path folder, String header) throws IOException {
    NasBench201Space space = new NasBench201Space();
    StringBuilder text = new StringBuilder(header).append('\n');
    int columns = header.split(",").length - 1;
    for (int i = 0; i < space.count(); i++) {
      int a = 1;
      int b = 1;
      for (int choice : space.architecture(i).choices()) {
        a += choice == 3 ? 3 : choice == 2 ? 1 : 0;
        b += choice;
      }
      int[] values = {a, b, a + b};
      text.append(i);
      for (int c = 0; c < columns; c++) {
        text.append(',').append(values[c % values.length]);
      }
      text.append('\n');
    }
    return Files.writeString(folder.resolve("table%d.csv".formatted(columns)), text);
  }
}
