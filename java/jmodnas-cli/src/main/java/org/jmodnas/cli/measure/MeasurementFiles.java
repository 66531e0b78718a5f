package org.jmodnas.cli.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jmodnas.hardware.MetricTableFile;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.AtomicFile;
import org.jmodnas.tensor.io.FileFailure;
import org.jmodnas.tensor.io.TextFile;

/**
 * A metric table that grows by measurements and, beside it, {@code NAME.json} with the
 * circumstances of each. Everything is checked before anything is measured, and written at the end.
 */
final class MeasurementFiles {
  private static final String EXTENSION = ".csv";
  private static final String MEASUREMENTS = "measurements";
  private static final String DEVICE = "device";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path tableFile;
  private final Path recordFile;
  private final MetricTableFile table;
  private final ObjectNode records;

  private MeasurementFiles(
      Path tableFile, Path recordFile, MetricTableFile table, ObjectNode records) {
    this.tableFile = tableFile;
    this.recordFile = recordFile;
    this.table = table;
    this.records = records;
  }

  /**
   * The files of the table {@code file}: new ones, or those that are there.
   *
   * @param append whether {@code file} may be there
   */
  static MeasurementFiles open(Path file, boolean append, SearchSpace space) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new ConfigurationException(
          "'%s' cannot be written: expected a folder that is there and open to you, got '%s'"
              .formatted(file, folder));
    }
    Path recordFile = recordFile(file);
    boolean exists = Files.exists(file);
    if (!append && (exists || Files.exists(recordFile))) {
      throw new ConfigurationException(
          "'%s' exists; '--append' adds to it. Nothing was changed"
              .formatted(exists ? file : recordFile));
    }
    MetricTableFile table =
        exists ? MetricTableFile.read(file, space) : MetricTableFile.empty(space);
    return new MeasurementFiles(file, recordFile, table, readRecords(recordFile));
  }

  Path tableFile() {
    return tableFile;
  }

  Path recordFile() {
    return recordFile;
  }

  /** Those of {@code indices} that have no value on {@code device} yet. */
  List<Integer> missing(String device, List<Integer> indices) {
    return indices.stream().filter(index -> !table.has(device, index)).toList();
  }

  /**
   * Checks that earlier measurements of {@code device} were made in the same way.
   *
   * @param circumstances what must be the same, by name
   */
  void requireAlike(String device, Map<String, Object> circumstances) {
    JsonNode wanted = JSON.valueToTree(circumstances);
    for (JsonNode record : records.withArray(MEASUREMENTS)) {
      for (String name : circumstances.keySet()) {
        if (record.path(DEVICE).asText().equals(device)
            && !record.path(name).equals(wanted.path(name))) {
          throw new ConfigurationException(
              "'%s' holds values of device '%s' with %s '%s', got '%s'. Give another --device"
                  .formatted(tableFile, device, name, record.path(name), wanted.path(name)));
        }
      }
    }
  }

  /**
   * Adds a measurement and writes both files.
   *
   * @param milliseconds by architecture index
   * @param record circumstances, as JSON can hold them
   */
  void add(String device, Map<Integer, Double> milliseconds, Map<String, Object> record) {
    milliseconds.forEach((index, value) -> table.put(device, index, value));
    records.withArray(MEASUREMENTS).add(JSON.valueToTree(record));
    table.write(tableFile);
    try {
      AtomicFile.write(
          recordFile, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(records));
    } catch (IOException e) {
      throw new ConfigurationException(
          "'%s' cannot be written: %s".formatted(recordFile, FileFailure.reason(e)), e);
    }
  }

  private static Path recordFile(Path file) {
    String name = file.getFileName().toString();
    String stem =
        name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
    return file.resolveSibling(stem + ".json");
  }

  private static ObjectNode readRecords(Path file) {
    if (!Files.exists(file)) {
      return JSON.createObjectNode();
    }
    try {
      if (JSON.readTree(TextFile.bytes(file)) instanceof ObjectNode records
          && records.path(MEASUREMENTS) instanceof ArrayNode) {
        return records;
      }
      throw new ConfigurationException(
          "'%s' holds no measurements: expected an object with an array '%s'. Move it away"
              .formatted(file, MEASUREMENTS));
    } catch (JsonProcessingException e) {
      throw new ConfigurationException("'" + file + "' is not JSON. Move it away", e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "'%s' cannot be read: %s".formatted(file, FileFailure.reason(e)), e);
    }
  }
}
