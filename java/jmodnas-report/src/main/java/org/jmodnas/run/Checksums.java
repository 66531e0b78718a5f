package org.jmodnas.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** SHA-256 sums of files in one folder, as {@code sha256sum} writes and checks them. */
final class Checksums {
  private Checksums() {}

  /** The text for files with these contents. */
  static String of(Map<String, byte[]> files) {
    return files.entrySet().stream()
        .map(file -> sum(file.getValue()) + "  " + file.getKey() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * The contents of the files that {@code sums} in {@code folder} names.
   *
   * @throws IOException naming the first file that is not what it was
   */
  static byte[] read(Path folder, String sums, String name) throws IOException {
    for (String needed : List.of(sums, name)) {
      if (!Files.isRegularFile(folder.resolve(needed))) {
        throw new IOException("'%s' is missing".formatted(needed));
      }
    }
    List<String> lines = Files.readAllLines(folder.resolve(sums));
    byte[] content = Files.readAllBytes(folder.resolve(name));
    if (!lines.contains(sum(content) + "  " + name)) {
      throw new IOException("'%s' does not have the checksum in '%s'".formatted(name, sums));
    }
    return content;
  }

  /** SHA-256 in hexadecimal digits. */
  static String sum(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
