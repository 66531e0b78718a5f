package org.jmodnas.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a page of Markdown that are meant for a shell, or are what it prints. */
public final class Page {
  private static final String INDENT = "    ";

  private Page() {}

  /**
   * A line of code.
   *
   * @param number of the line in the page, from 1
   * @param text without indentation; lines that end in a backslash are joined with the next
   */
  public record Line(int number, String text) {}

  /** The indented lines of {@code page}, and those fenced as {@code sh}. */
  public static List<Line> shell(Path page) throws IOException {
    List<Line> lines = new ArrayList<>();
    String fence = "";
    int number = 0;
    for (String raw : Files.readAllLines(page)) {
      number++;
      if (raw.strip().startsWith("```")) {
        fence = fence.isEmpty() ? raw.strip() : "";
      } else if (fence.isEmpty() ? raw.startsWith(INDENT) : fence.equals("```sh")) {
        add(lines, number, raw.strip());
      }
    }
    return lines;
  }

  private static void add(List<Line> lines, int number, String text) {
    Line last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
    if (last != null && last.text().endsWith("\\")) {
      String begun = last.text().substring(0, last.text().length() - 1);
      lines.set(lines.size() - 1, new Line(last.number(), begun + text));
    } else if (!text.isEmpty()) {
      lines.add(new Line(number, text));
    }
  }
}
