package org.jmodnas.tensor.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jmodnas.tensor.ConfigurationException;

/** Reads text files that users name. */
public final class TextFile {
  /** Bytes of the largest text that is read: a table of a million rows has a tenth. */
  public static final int LARGEST = 1 << 28;

  private static final int MEBIBYTE = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * The text in {@code file}, without a byte order mark.
   *
   * @throws ConfigurationException if it is missing, a folder, too large, not UTF-8 or unreadable
   */
  public static String read(Path file) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(
          "'%s' is not UTF-8 text: save it as such, or name another file".formatted(file), e);
    }
  }

  /**
   * The bytes in {@code file}.
   *
   * @throws ConfigurationException if it is missing, a folder, too large or unreadable
   */
  public static byte[] bytes(Path file) {
    if (!Files.exists(file)) {
      throw new ConfigurationException("'%s' does not exist: name another file".formatted(file));
    }
    if (Files.isDirectory(file)) {
      throw new ConfigurationException("'%s' is a folder, expected a file".formatted(file));
    }
    try (InputStream content = Files.newInputStream(file)) {
      // Asked before anything is held; a device or a file that grows has no size beforehand.
      if (Files.size(file) > LARGEST) {
        throw tooLarge(file);
      }
      byte[] bytes = content.readNBytes(LARGEST);
      if (content.read() >= 0) {
        throw tooLarge(file);
      }
      return bytes;
    } catch (IOException e) {
      throw new ConfigurationException(
          "'%s' cannot be read: %s".formatted(file, FileFailure.reason(e)), e);
    }
  }

  private static ConfigurationException tooLarge(Path file) {
    return new ConfigurationException(
        "'%s' is too large: expected at most %d MiB".formatted(file, LARGEST / MEBIBYTE));
  }
}
