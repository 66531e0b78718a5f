package org.jmodnas.report.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jmodnas.run.CsvRow;
import org.jmodnas.run.CsvTable;
import org.jmodnas.tensor.io.TextFile;

/** Reads text files of a run and collects what is missing or damaged. */
final class RunReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final List<String> missing = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  RunReader(Path folder) {
    this.folder = folder;
  }

  /** The files that were asked for and are not there. */
  List<String> missing() {
    return missing;
  }

  /** What cannot be used, each with file and line. */
  List<String> problems() {
    return problems;
  }

  /** The text of {@code name}, or empty where it is not there. */
  Optional<String> text(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      missing.add(name);
      return Optional.empty();
    }
    // Bytes that are no UTF-8 become replacement characters, so that one bad line stays one.
    return Optional.of(new String(TextFile.bytes(file), StandardCharsets.UTF_8));
  }

  /** The table {@code name}; one without columns where it is not there. */
  Optional<CsvTable> table(String name) {
    return text(name).map(text -> CsvTable.parse(name, text));
  }

  /** The rows of a table; none where it lacks one of the {@code required} columns. */
  <T> List<T> rows(Optional<CsvTable> table, List<String> required, Function<CsvRow, T> parse) {
    return table.map(some -> some.rows(required, parse, problems::add)).orElse(List.of());
  }

  /** The JSON object in {@code name}, or a missing node. */
  JsonNode json(String name) {
    return text(name).map(text -> parse(name, text)).orElse(MissingNode.getInstance());
  }

  /** The events in {@code name}, a JSON object a line. */
  List<RunEvent> events(String name) {
    List<RunEvent> events = new ArrayList<>();
    List<String> lines = text(name).map(text -> text.lines().toList()).orElse(List.of());
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        JsonNode fields = parse(name + ", line " + (i + 1), lines.get(i));
        if (fields.isObject()) {
          events.add(new RunEvent(fields.path("event").asText(""), fields));
        }
      }
    }
    return events;
  }

  private JsonNode parse(String where, String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // Named below.
    }
    problems.add(
        "%s: expected a JSON object, got '%s'"
            .formatted(where, text.length() > 40 ? text.substring(0, 40) + "…" : text.strip()));
    return MissingNode.getInstance();
  }
}
