package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources of all modules. */
final class Sources {
  static final Path ROOT = Path.of(System.getProperty("jmodnas.root"));

  private Sources() {}

  /** The folders of the modules that have sources. */
  static List<Path> modules() throws IOException {
    try (Stream<Path> entries = Files.list(ROOT.resolve("java"))) {
      return entries.filter(entry -> Files.isDirectory(main(entry))).sorted().toList();
    }
  }

  /** The main sources of a module. */
  static Path main(Path module) {
    return module.resolve("src/main/java");
  }

  /** All Java files of a module's main sources. */
  static List<Path> files(Path module) throws IOException {
    try (Stream<Path> entries = Files.walk(main(module))) {
      return entries.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
