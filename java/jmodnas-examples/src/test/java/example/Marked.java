package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Parts of the sources that documents show, and of the documents. */
final class Marked {
  private static final Path ROOT = Path.of(System.getProperty("jmodnas.root"));

  private Marked() {}

  /** The text of a document. */
  static String document(String path) throws IOException {
    return Files.readString(ROOT.resolve(path));
  }

  /** A source file as a block of Markdown. */
  static String whole(String source) throws IOException {
    return block(Files.readAllLines(source(source)));
  }

  /** What stands between {@code begin part} and {@code end part}, as a block of Markdown. */
  static String part(String source, String part) throws IOException {
    List<String> lines = Files.readAllLines(source(source));
    int begin = find(lines, "// begin " + part);
    int end = find(lines, "// end " + part);
    return block(
        lines.subList(begin + 1, end).stream()
            .map(line -> line.startsWith("    ") ? line.substring(4) : line)
            .toList());
  }

  private static int find(List<String> lines, String mark) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(mark)) {
        return i;
      }
    }
    throw new IllegalArgumentException("No line is '" + mark + "'");
  }

  private static String block(List<String> lines) {
    return "```java\n" + String.join("\n", lines) + "\n```";
  }

  private static Path source(String name) {
    return ROOT.resolve("java/jmodnas-examples/src/main/java/example").resolve(name);
  }
}
