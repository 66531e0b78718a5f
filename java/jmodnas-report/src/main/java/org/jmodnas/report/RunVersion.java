package org.jmodnas.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.io.FileFailure;

/** Tells whether the files that a report shows are still the same. */
final class RunVersion {
  private static final List<String> SHOWN = List.of(".csv", ".json", ".jsonl", ".yaml");

  private RunVersion() {}

  /** A word that changes when names, sizes or times of the files do. */
  static String of(Path run) {
    CRC32 sum = new CRC32();
    try (Stream<Path> entries = Files.list(run)) {
      entries
          .filter(file -> SHOWN.stream().anyMatch(file.toString()::endsWith))
          .sorted()
          .map(RunVersion::describe)
          .forEach(text -> sum.update(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new JModnasException("Run '" + run + "' cannot be listed: " + FileFailure.reason(e), e);
    }
    return Long.toHexString(sum.getValue());
  }

  private static String describe(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return "%s %d %s\n"
          .formatted(file.getFileName(), attributes.size(), attributes.lastModifiedTime());
    } catch (IOException e) {
      // It was replaced between listing and looking: another version either way.
      return file.getFileName() + " gone\n";
    }
  }
}
