package org.jmodnas.tensor.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files so that others see the old content or the new one, and never a part. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes {@code content} beside {@code file}, then moves it there; a file that is there is
   * replaced.
   */
  public static void write(Path file, byte[] content) throws IOException {
    String name = file.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path temporary = file.resolveSibling(name);
    try {
      Files.write(temporary, content);
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
