package org.jmodnas.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON inside a script element. */
final class ScriptJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MathContext DIGITS = new MathContext(6);

  private ScriptJson() {}

  /** {@code value} as JSON in which nothing ends a script element or a line of a script. */
  static String of(Object value) {
    try {
      return JSON.writeValueAsString(value)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number of six digits, as many as a chart can show; null where it is not known. */
  static @Nullable BigDecimal number(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).stripTrailingZeros() : null;
  }

  /** Numbers of six digits. */
  static List<@Nullable BigDecimal> numbers(List<Double> values) {
    return values.stream().<@Nullable BigDecimal>map(ScriptJson::number).toList();
  }
}
