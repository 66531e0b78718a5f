package org.jmodnas.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.TextFile;

/** What happened in a run, {@code events.jsonl}: one JSON object a line. */
public final class EventLog {
  /** Its name in the folder of a run. */
  public static final String FILE = "events.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunFolder run;
  private final Clock clock;

  /** The log of {@code run}, which need not be there yet. */
  public EventLog(RunFolder run, Clock clock) {
    this.run = run;
    this.clock = clock;
  }

  /**
   * Adds an event.
   *
   * @param fields what it says; NaN becomes null
   */
  public void add(String event, Map<String, ?> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("event", event);
    fields.forEach((name, value) -> line.put(name, known(value)));
    try {
      Files.writeString(
          run.file(FILE),
          JSON.writeValueAsString(line) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw RunFolder.unwritable(run.file(FILE), e);
    }
  }

  private static Object known(Object value) {
    return value instanceof Double number && !Double.isFinite(number) ? null : value;
  }

  /** All events; a last line that was cut off is left out. */
  public List<JsonNode> read() {
    List<JsonNode> events = new ArrayList<>();
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      try {
        events.add(JSON.readTree(lines.get(i)));
      } catch (JsonProcessingException e) {
        if (i + 1 < lines.size()) {
          throw new ConfigurationException(
              "'%s' line %d is damaged: expected a JSON object, got '%s'. Delete the line to go on"
                  .formatted(run.file(FILE), i + 1, lines.get(i)),
              e);
        }
      }
    }
    return List.copyOf(events);
  }

  /** Drops the events of steps after {@code step}, and a last line that was cut off. */
  public void dropAfter(int step) {
    if (!Files.exists(run.file(FILE))) {
      return;
    }
    StringBuilder kept = new StringBuilder();
    for (JsonNode event : read()) {
      if (event.path("step").asInt(0) <= step) {
        kept.append(event).append('\n');
      }
    }
    run.write(FILE, kept.toString());
  }

  private List<String> lines() {
    Path file = run.file(FILE);
    // Bytes and not text: a line that was cut off may end within a character.
    return Files.exists(file)
        ? new String(TextFile.bytes(file), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList()
        : List.of();
  }
}
