package org.jmodnas.cli.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.SafetensorsFile;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;

/**
 * The folder of a run: {@code config.yaml}, {@code model.safetensors}, and rows as {@code .csv} and
 * {@code .json}: {@code fronts}, {@code devices}, {@code conditioning} and, where the search was
 * scored, {@code scores}.
 */
final class RunDirectory {
  private static final String CONFIG = "config.yaml";
  private static final String OLD_CONFIG = "config.json";
  private static final String MODEL = "model.safetensors";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;

  private RunDirectory(Path folder) {
    this.folder = folder;
  }

  /** A new run in {@code folder}, which must be absent or empty. */
  static RunDirectory create(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw new ConfigurationException(
              "Output folder '"
                  + folder
                  + "' is not empty. Name a new folder; nothing was changed");
        }
      }
    } catch (IOException e) {
      throw new ConfigurationException("Output folder '" + folder + "' cannot be made", e);
    }
    return new RunDirectory(folder);
  }

  /** The run that a search left in {@code folder}. */
  static RunDirectory open(Path folder) {
    boolean isRun = Files.isRegularFile(folder.resolve(CONFIG));
    if (!isRun && Files.isRegularFile(folder.resolve(OLD_CONFIG))) {
      throw new ConfigurationException(
          "'%s' has a '%s', which an earlier version of jmodnas made, and no '%s': read it with that version or search again"
              .formatted(folder, OLD_CONFIG, CONFIG));
    }
    if (!isRun) {
      throw new ConfigurationException(
          "'" + folder + "' is no run: it has no '" + CONFIG + "'. Run 'jmodnas search' first");
    }
    return new RunDirectory(folder);
  }

  Path folder() {
    return folder;
  }

  void saveOptions(RunOptions options) {
    write(CONFIG, RunConfig.text(options));
  }

  /** The configuration, of which every key is there. */
  RunOptions options() {
    return RunConfig.read(folder.resolve(CONFIG));
  }

  void saveModel(Map<String, NamedArray> state) {
    try {
      SafetensorsFile.write(folder.resolve(MODEL), state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, NamedArray> model() {
    return SafetensorsFile.read(folder.resolve(MODEL));
  }

  /** Writes rows with equal keys as {@code name.csv} and {@code name.json}. */
  void saveRows(String name, List<Map<String, Object>> rows) {
    write(name + ".json", json(rows));
    String header = String.join(",", rows.get(0).keySet());
    String lines =
        rows.stream()
            .map(row -> row.values().stream().map(String::valueOf).collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));
    write(name + ".csv", header + "\n" + lines + "\n");
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
