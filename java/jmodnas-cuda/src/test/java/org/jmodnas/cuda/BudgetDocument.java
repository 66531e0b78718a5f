package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The tables of {@code docs/gpu-budget.md}, which say what steps and their parts queue. */
final class BudgetDocument {
  /** System property: the folder of the documents. */
  private static final String FOLDER = "jmodnas.docs";

  private BudgetDocument() {}

  /** The rows of the table under {@code heading}, each as the text of its cells. */
  static List<List<String>> table(String heading) {
    List<List<String>> rows =
        lines().stream()
            .dropWhile(line -> !line.equals("## " + heading))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("|"))
            .skip(2)
            .map(BudgetDocument::cells)
            .toList();
    assertThat(rows).as("rows of the table under '%s'", heading).isNotEmpty();
    return rows;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
  }

  private static List<String> lines() {
    String folder = System.getProperty(FOLDER);
    assertThat(folder).as("system property '%s', the folder of the documents", FOLDER).isNotNull();
    try {
      return Files.readAllLines(Path.of(folder, "gpu-budget.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
