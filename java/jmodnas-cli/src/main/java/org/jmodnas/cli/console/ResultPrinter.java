package org.jmodnas.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints results as text, JSON or CSV.
 *
 * <p>A result maps names to values, in the order of its columns; as text only the value of its key
 * is printed. A collection as a value is a JSON array, elsewhere its elements joined by commas;
 * null, for what is not known, is empty there.
 */
public final class ResultPrinter {
  private final PrintWriter out;
  private final OutputFormat format;

  /** Prints to {@code out}. */
  public ResultPrinter(PrintWriter out, OutputFormat format) {
    this.out = out;
    this.format = format;
  }

  /** Prints one result, in JSON an object. */
  public void print(String key, Map<String, ?> result) {
    if (format == OutputFormat.JSON) {
      out.println(json(result));
      out.flush();
    } else {
      printAll(key, List.of(result));
    }
  }

  /** Prints results of the same names, in JSON an array. */
  public void printAll(String key, List<? extends Map<String, ?>> results) {
    switch (format) {
      case TEXT -> results.forEach(result -> out.println(plain(result.get(key))));
      case JSON -> out.println(json(results));
      case CSV -> printCsv(results);
    }
    out.flush();
  }

  private void printCsv(List<? extends Map<String, ?>> results) {
    if (results.isEmpty()) {
      return;
    }
    out.println(String.join(",", results.get(0).keySet()));
    for (Map<String, ?> result : results) {
      out.println(
          result.values().stream()
              .map(value -> quoted(plain(value)))
              .collect(Collectors.joining(",")));
    }
  }

  private static String plain(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Collection<?> elements
        ? elements.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }

  private static String quoted(String field) {
    return field.contains(",") || field.contains("\"")
        ? '"' + field.replace("\"", "\"\"") + '"'
        : field;
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("A result is not representable in JSON", failure);
    }
  }
}
