package org.jmodnas.report.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What ran where: {@code manifest.json}. */
public final class ManifestFacts {
  private static final double USUAL_CONFIDENCE = 0.9;

  private final JsonNode root;

  ManifestFacts(JsonNode root) {
    this.root = root;
  }

  /** The text or number under {@code key}; a point goes a level down. Empty where there is none. */
  public Optional<String> text(String key) {
    JsonNode value = root.at("/" + key.replace('.', '/'));
    return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
  }

  /** Every value by its path, objects and lists taken apart. */
  public Map<String, String> flat() {
    Map<String, String> values = new LinkedHashMap<>();
    flatten("", root, values);
    return values;
  }

  /** The least probability at which an architecture counts as feasible. */
  public double confidence() {
    return root.path("confidence").asDouble(USUAL_CONFIDENCE);
  }

  /** The names of the objectives beside the error, in order; none where it does not say. */
  List<String> metrics() {
    List<String> names = new ArrayList<>();
    root.path("objectives").forEach(objective -> names.add(objective.path("name").asText()));
    names.remove("error");
    return names;
  }

  /** The unit of an objective, if it is known. */
  Optional<String> unit(String objective) {
    return Optional.of(objective(objective).path("unit").asText("")).filter(u -> !u.isEmpty());
  }

  /** Whether more of an objective is better. */
  boolean isMaximized(String objective) {
    return objective(objective).path("wanted").asText("").equals("more");
  }

  private JsonNode objective(String name) {
    for (JsonNode objective : root.path("objectives")) {
      if (objective.path("name").asText().equals(name)) {
        return objective;
      }
    }
    return root.path("objectives").path(name);
  }

  private static void flatten(String path, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      String prefix = path.isEmpty() ? "" : path + ".";
      node.fields().forEachRemaining(e -> flatten(prefix + e.getKey(), e.getValue(), values));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "[" + i + "]", node.get(i), values);
      }
    } else if (!node.isMissingNode()) {
      values.put(path, node.asText());
    }
  }
}
