package org.jmodnas.evaluation;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jmodnas.tensor.ConfigurationException;

/**
 * A point of a run's fronts, written {@code RUN#N}.
 *
 * @param run its folder
 * @param number the point's in {@code front.csv}
 */
public record RunPoint(Path run, int number) {
  private static final Pattern FORM = Pattern.compile("(.+)#(\\d{1,9})");

  /** Reads {@code RUN#N}; empty if {@code text} has no {@code #}. */
  public static Optional<RunPoint> parse(String text) {
    if (text.indexOf('#') < 0) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new ConfigurationException(
          "A point of a run is written RUN#N with a number N, got '" + text + "'");
    }
    return Optional.of(new RunPoint(Path.of(matcher.group(1)), Integer.parseInt(matcher.group(2))));
  }
}
