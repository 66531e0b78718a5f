package org.jmodnas.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.SafetensorsFile;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.jspecify.annotations.Nullable;

/**
 * A training in the middle, in one safetensors file with a checksum. The one before is kept, and
 * taken where the latest is torn.
 *
 * @param settings what the training depends on, by name
 * @param seconds that it took so far
 */
record TrainingCheckpoint(TrainingState state, Map<String, String> settings, double seconds) {
  private static final String LATEST = "checkpoint.safetensors";
  private static final String PREVIOUS = "checkpoint.previous.safetensors";
  private static final String HISTORY = "history";
  private static final String SETTING = "setting.";
  private static final String SECONDS = "seconds";
  private static final String CHECKSUM = "sha256";

  /** Makes this the latest checkpoint of {@code folder}. */
  void write(Path folder) throws IOException {
    Path latest = folder.resolve(LATEST);
    if (Files.exists(latest)) {
      Files.move(latest, folder.resolve(PREVIOUS), StandardCopyOption.REPLACE_EXISTING);
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(HISTORY, EpochLog.toCsv(state.history()));
    settings.forEach((name, value) -> metadata.put(SETTING + name, value));
    metadata.put(SECONDS, String.valueOf(seconds));
    metadata.put(CHECKSUM, checksum(state.arrays(), metadata));
    SafetensorsFile.write(latest, state.arrays(), metadata);
  }

  /**
   * The latest checkpoint of {@code folder} that is whole; null if there is none.
   *
   * @param warnings are told of one that is not, which is removed: the next would otherwise put it
   *     in the place of the good one
   */
  static @Nullable TrainingCheckpoint read(Path folder, Consumer<String> warnings)
      throws IOException {
    for (String name : new String[] {LATEST, PREVIOUS}) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        try {
          return read(file);
        } catch (ConfigurationException damaged) {
          warnings.accept(damaged.getMessage() + "; it is left out");
          Files.delete(file);
        }
      }
    }
    return null;
  }

  private static TrainingCheckpoint read(Path file) {
    Map<String, NamedArray> arrays = SafetensorsFile.read(file);
    Map<String, String> metadata = SafetensorsFile.readMetadata(file);
    String expected = metadata.remove(CHECKSUM);
    String got = checksum(arrays, metadata);
    if (!got.equals(expected)) {
      throw new ConfigurationException(
          "Checkpoint '%s' is damaged: expected the checksum '%s', got '%s'"
              .formatted(file, expected, got));
    }
    Map<String, String> settings = new LinkedHashMap<>();
    metadata.forEach(
        (name, value) -> {
          if (name.startsWith(SETTING)) {
            settings.put(name.substring(SETTING.length()), value);
          }
        });
    try {
      return new TrainingCheckpoint(
          new TrainingState(EpochLog.parse(metadata.getOrDefault(HISTORY, "")), arrays),
          settings,
          Double.parseDouble(metadata.getOrDefault(SECONDS, "")));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("Checkpoint '" + file + "' is of another program", e);
    }
  }

  /** Whether {@code folder} has any, whole or not. */
  static boolean exists(Path folder) {
    return Files.exists(folder.resolve(LATEST)) || Files.exists(folder.resolve(PREVIOUS));
  }

  /** Removes all checkpoints of {@code folder}. */
  static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(LATEST));
    Files.deleteIfExists(folder.resolve(PREVIOUS));
  }

  private static String checksum(Map<String, NamedArray> arrays, Map<String, String> metadata) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      metadata.forEach((name, text) -> digest.update(utf8(name + "\n" + text + "\n")));
      arrays.forEach(
          (name, array) -> {
            digest.update(utf8(name + array.shape() + "\n"));
            ByteBuffer bytes = ByteBuffer.allocate(array.values().length * Float.BYTES);
            bytes.asFloatBuffer().put(array.values());
            digest.update(bytes);
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
