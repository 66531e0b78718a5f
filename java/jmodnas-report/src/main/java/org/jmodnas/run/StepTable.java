package org.jmodnas.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.TextFile;

/** A CSV file that grows as a search goes on; its first column is {@code step}. */
public final class StepTable {
  static final String STEP = "step";

  private final RunFolder run;
  private final String name;

  /** The table {@code name}, with its extension; it need not be there yet. */
  public StepTable(RunFolder run, String name) {
    this.run = run;
    this.name = name;
  }

  /** Adds rows, whose keys are those of the rows before and begin with {@code step}. */
  public void append(List<Map<String, Object>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<String> lines = lines();
    String before = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    run.write(name, before.isEmpty() ? RunFolder.csv(rows) : before + RunFolder.lines(rows));
  }

  /**
   * Reads it and changes nothing.
   *
   * @throws ConfigurationException naming a line that is damaged
   */
  public void check() {
    List<String> lines = lines();
    for (int i = 1; i < lines.size(); i++) {
      stepOf(lines.get(i), i + 1);
    }
  }

  /** Drops the rows of steps after {@code step}. */
  public void dropAfter(int step) {
    List<String> lines = lines();
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (i == 0 || stepOf(lines.get(i), i + 1) <= step) {
        kept.add(lines.get(i));
      }
    }
    if (kept.size() < lines.size()) {
      run.write(name, String.join("\n", kept) + "\n");
    }
  }

  private int stepOf(String line, int number) {
    try {
      return Integer.parseInt(line.substring(0, Math.max(line.indexOf(','), 0)));
    } catch (NumberFormatException e) {
      throw new ConfigurationException(
          "'%s' line %d is damaged: expected a step first, got '%s'. Delete the file to go on without it"
              .formatted(run.file(name), number, line),
          e);
    }
  }

  private List<String> lines() {
    Path file = run.file(name);
    return Files.exists(file) ? TextFile.read(file).lines().toList() : List.of();
  }
}
