package org.jmodnas.cli.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jmodnas.baselines.tabular.ProxyTable;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.AtomicFile;
import org.jmodnas.tensor.io.FileFailure;
import org.jmodnas.tensor.io.TextFile;

/**
 * A table of proxies that grows by a row at a time and, beside it, {@code NAME.json} with what its
 * values depend on. A row that was cut off by an interruption is dropped when the table is
 * continued.
 */
final class ProxyFile {
  private static final String EXTENSION = ".csv";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final SearchSpace space;
  private final String header;
  private final Set<Integer> known = new HashSet<>();

  private ProxyFile(Path file, SearchSpace space, List<String> metrics) {
    this.file = file;
    this.space = space;
    this.header = "index,arch," + String.join(",", metrics) + "\n";
  }

  /**
   * A new table.
   *
   * @param setting what the values depend on, as JSON can hold it
   * @throws ConfigurationException if it is there already or cannot be written
   */
  static ProxyFile create(
      Path file, SearchSpace space, List<String> metrics, Map<String, Object> setting) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new ConfigurationException(
          "'%s' cannot be written: expected a folder that is there and open to you, got '%s'"
              .formatted(file, folder));
    }
    Path settingFile = settingFile(file);
    for (Path each : List.of(file, settingFile)) {
      if (Files.exists(each)) {
        throw new ConfigurationException(
            "'%s' exists; '--append' continues it. Nothing was changed".formatted(each));
      }
    }
    ProxyFile table = new ProxyFile(file, space, metrics);
    try {
      AtomicFile.write(
          settingFile, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(setting));
      AtomicFile.write(file, table.header.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ConfigurationException(
          "'%s' cannot be written: %s".formatted(file, FileFailure.reason(e)), e);
    }
    return table;
  }

  /**
   * The table that is there, to be continued.
   *
   * @throws ConfigurationException if it is none, or was made otherwise
   */
  static ProxyFile open(
      Path file, SearchSpace space, List<String> metrics, Map<String, Object> setting) {
    ProxyFile table = new ProxyFile(file, space, metrics);
    requireAlike(settingFile(file), setting);
    try {
      String text = TextFile.read(file);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      if (!whole.startsWith(table.header)) {
        throw new ConfigurationException(
            "'%s' line 1: expected the columns '%s', got '%s'. Give another '--out'"
                .formatted(file, table.header.strip(), whole.lines().findFirst().orElse("")));
      }
      if (!whole.equals(text)) {
        AtomicFile.write(file, whole.getBytes(StandardCharsets.UTF_8));
      }
      if (!whole.equals(table.header)) {
        ProxyTable.read(file, space);
        whole
            .lines()
            .skip(1)
            .forEach(row -> table.known.add(Integer.parseInt(row.split(",", -1)[0].strip())));
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          "'%s' cannot be written: %s".formatted(file, FileFailure.reason(e)), e);
    }
    return table;
  }

  /** Whether it has the row of an architecture. */
  boolean has(int index) {
    return known.contains(index);
  }

  /** Number of rows. */
  int rows() {
    return known.size();
  }

  /**
   * Adds a row.
   *
   * @param values of the metrics; one that is not finite is missing
   */
  void add(int index, double[] values) {
    StringBuilder row = new StringBuilder().append(index).append(',');
    row.append(space.architecture(index));
    for (double value : values) {
      row.append(',').append(Double.isFinite(value) ? String.valueOf(value) : "");
    }
    try {
      Files.writeString(file, row.append('\n'), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new ConfigurationException(
          "'%s' cannot be written: %s".formatted(file, FileFailure.reason(e)), e);
    }
    known.add(index);
  }

  private static void requireAlike(Path settingFile, Map<String, Object> setting) {
    JsonNode found;
    try {
      found = JSON.readTree(TextFile.bytes(settingFile));
    } catch (JsonProcessingException e) {
      throw new ConfigurationException("'" + settingFile + "' is not JSON. Move it away", e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "'"
              + settingFile
              + "' cannot be read; it tells what the values of the table depend on, without which"
              + " it cannot be continued",
          e);
    }
    for (String name : setting.keySet()) {
      String before = found.path(name).asText();
      String now = String.valueOf(setting.get(name));
      if (!before.equals(now)) {
        throw new ConfigurationException(
            "'%s' says %s '%s', got '%s'. Give another '--out'"
                .formatted(settingFile, name, before, now));
      }
    }
  }

  private static Path settingFile(Path file) {
    String name = file.getFileName().toString();
    String stem =
        name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
    return file.resolveSibling(stem + ".json");
  }
}
