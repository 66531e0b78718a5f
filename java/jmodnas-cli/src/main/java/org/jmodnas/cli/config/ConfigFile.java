package org.jmodnas.cli.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.FileFailure;

/** The text of a configuration file. */
public final class ConfigFile {
  /** Hundred times what all keys with their descriptions take. */
  private static final int LARGEST = 1 << 20;

  private ConfigFile() {}

  /**
   * Reads {@code file}, of which all keys are known and of the right types.
   *
   * @throws ConfigurationException if they are not, or it cannot be read
   */
  public static String checked(Path file, ConfigKeys keys) {
    String text = read(file);
    ConfigReader.ofFile(keys, file).document(text);
    return text;
  }

  /**
   * Reads {@code file}.
   *
   * @throws ConfigurationException if it cannot be read, is too large or is not UTF-8
   */
  static String read(Path file) {
    if (!Files.exists(file) || Files.isDirectory(file)) {
      throw new ConfigurationException(
          "Configuration '%s' %s: name a YAML file; 'jmodnas config init' writes one"
              .formatted(file, Files.isDirectory(file) ? "is a folder" : "does not exist"));
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] content = bytes.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new ConfigurationException(
            "Configuration '%s' is too large: expected at most %d bytes".formatted(file, LARGEST));
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(
          "Configuration '%s' is not UTF-8 text: save it as such".formatted(file), e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "Configuration '%s' cannot be read: %s".formatted(file, FileFailure.reason(e)), e);
    }
  }
}
