package org.jmodnas.training;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.AtomicFile;
import org.jspecify.annotations.Nullable;

/** {@code training.json}: the settings of a training that has ended, and what it gave. */
final class ResultFile {
  private static final String NAME = "training.json";
  private static final String SETTINGS = "settings";
  private static final String BEST_EPOCH = "best_epoch";
  private static final String VALIDATION = "validation_accuracy";
  private static final String TEST = "test_accuracy";
  private static final String PARAMETERS = "parameters";
  private static final String SECONDS = "seconds";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> settings;
  private final JsonNode json;

  private ResultFile(Map<String, String> settings, JsonNode json) {
    this.settings = settings;
    this.json = json;
  }

  ResultFile(Map<String, String> settings, TrainingResult result) {
    this(
        settings,
        JSON.createObjectNode()
            .put(BEST_EPOCH, result.bestEpoch())
            .put(VALIDATION, result.validationAccuracy())
            .put(TEST, result.testAccuracy())
            .put(PARAMETERS, result.parameters())
            .put(SECONDS, result.seconds())
            .set(SETTINGS, JSON.valueToTree(settings)));
  }

  /** Whether {@code folder} has one. */
  static boolean exists(Path folder) {
    return Files.exists(folder.resolve(NAME));
  }

  /** The file of {@code folder}; null if there is none. */
  static @Nullable ResultFile read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      JsonNode json = JSON.readTree(file.toFile());
      if (json instanceof ObjectNode && json.path(SETTINGS) instanceof ObjectNode settings) {
        return new ResultFile(
            JSON.convertValue(settings, new TypeReference<LinkedHashMap<String, String>>() {}),
            json);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException("'" + file + "' is damaged. Move it away", e);
    }
    throw new ConfigurationException(
        "'%s' is damaged: expected an object with '%s'. Move it away".formatted(file, SETTINGS));
  }

  /** Removes the file of {@code folder}, if there is one. */
  static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }

  Map<String, String> settings() {
    return settings;
  }

  TrainingResult result(TrainedNetwork network) {
    return new TrainingResult(
        network,
        json.path(BEST_EPOCH).asInt(),
        number(VALIDATION),
        number(TEST),
        json.path(PARAMETERS).asInt(),
        json.path(SECONDS).asDouble());
  }

  private @Nullable Double number(String name) {
    return json.path(name).isNumber() ? json.path(name).asDouble() : null;
  }

  void write(Path folder) throws IOException {
    AtomicFile.write(
        folder.resolve(NAME), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
  }
}
