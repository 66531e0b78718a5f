package org.jmodnas.cli.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.tensor.ConfigurationException;

/** The cheaper evaluations that {@code --low-fidelity} names. */
final class LowFidelities {
  private static final String OPTION = "--low-fidelity";
  private static final String NONE = "none";
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z][A-Za-z0-9_]*)=(.+):(\\d*\\.?\\d+)");

  private final MetricTable accuracy;
  private final String column;

  /** Those beside the full evaluations in {@code column}. */
  LowFidelities(MetricTable accuracy, String column) {
    this.accuracy = accuracy;
    this.column = column;
  }

  /** The columns of the fidelities, cheapest first; those of NAS-Bench-201 if no text is given. */
  Map<Fidelity, String> read(List<String> texts) {
    if (texts.equals(List.of(NONE))) {
      return Map.of();
    }
    Map<Fidelity, String> found = new LinkedHashMap<>();
    (texts.isEmpty() ? defaults() : texts).forEach(text -> add(text, found));
    Unique.require(OPTION, found.keySet().stream().map(Fidelity::name).toList());
    List<Fidelity> cheapest = new ArrayList<>(found.keySet());
    cheapest.sort(Comparator.comparingDouble(Fidelity::cost));
    Map<Fidelity, String> sorted = new LinkedHashMap<>();
    cheapest.forEach(fidelity -> sorted.put(fidelity, found.get(fidelity)));
    return sorted;
  }

  private List<String> defaults() {
    int end = column.lastIndexOf('_');
    String twelve = column.substring(0, Math.max(end, 0)) + "_valid_e12";
    return accuracy.devices().contains(twelve) ? List.of("e12=" + twelve + ":0.06") : List.of();
  }

  private void add(String text, Map<Fidelity, String> found) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()
        || matcher.group(1).equals(Fidelity.FULL.name())
        || new BigDecimal(matcher.group(3)).signum() == 0
        || new BigDecimal(matcher.group(3)).compareTo(BigDecimal.ONE) >= 0) {
      throw new ConfigurationException(
          "'%s' is NAME=COLUMN:COST, the cost above 0 and below 1, the name not 'full', or 'none'; got '%s'"
              .formatted(OPTION, text));
    }
    TableOptions.requireColumn(accuracy, OPTION, matcher.group(2));
    Fidelity fidelity = new Fidelity(matcher.group(1), Double.parseDouble(matcher.group(3)));
    if (found.put(fidelity, matcher.group(2)) != null) {
      throw new ConfigurationException("'%s' has '%s' twice".formatted(OPTION, text));
    }
  }
}
