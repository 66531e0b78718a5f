package org.jmodnas.cli.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a result: values by column. */
final class Row {
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  /** Adds a column; of a number that is not finite, and so not known, nothing is told. */
  Row put(String column, Object value) {
    values.put(column, value instanceof Double number && !Double.isFinite(number) ? null : value);
    return this;
  }

  Map<String, @Nullable Object> values() {
    return values;
  }
}
