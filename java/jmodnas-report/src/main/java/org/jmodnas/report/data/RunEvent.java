package org.jmodnas.report.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened: a line of {@code events.jsonl}.
 *
 * @param kind what, for example {@code progress}
 * @param fields all fields of the line
 */
public record RunEvent(String kind, JsonNode fields) {

  /** The step at which it happened. */
  public int step() {
    return fields.path("step").asInt();
  }

  /** The number in a field; NaN where there is none. */
  public double number(String field) {
    return fields.path(field).asDouble(Double.NaN);
  }

  /** The text in a field; empty where there is none. */
  public String text(String field) {
    return fields.path(field).asText("");
  }

  /** The numbers in a field that is an object, by their names. */
  public Map<String, Double> numbers(String field) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    fields
        .path(field)
        .fields()
        .forEachRemaining(e -> numbers.put(e.getKey(), e.getValue().asDouble(Double.NaN)));
    return numbers;
  }
}
