package org.jmodnas.cli.run;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;

/** What tells while a search goes on that little will come of it. */
public final class SearchWarnings {
  /** What an operation that computes nothing is called. */
  private static final Set<String> IDLE =
      Set.of("none", "skip_connect", "zero", "skip", "identity");

  private static final double GOOD_RANKS = 0.7;

  private final SearchSpace space;

  /** Warnings of a search in {@code space}. */
  public SearchWarnings(SearchSpace space) {
    this.space = space;
  }

  /** A warning of a kind that the log knows. */
  public record Warning(String kind, String message) {}

  /**
   * What the architectures of all preferences tell.
   *
   * @param chosen of each device, in the order of the preferences
   */
  public List<Warning> ofFronts(Map<String, List<Architecture>> chosen) {
    List<String> collapsed =
        chosen.entrySet().stream()
            .filter(
                device ->
                    2 * device.getValue().stream().filter(this::isIdle).count()
                        > device.getValue().size())
            .map(Map.Entry::getKey)
            .toList();
    if (!collapsed.isEmpty()) {
      return List.of(
          new Warning(
              "collapse",
              "Most preferences on %s lead to networks of nothing but skips and nones: the search has collapsed. More steps, a longer '--warmup' or less weight on metrics ('--scalarization linear:1') help"
                  .formatted(String.join(", ", collapsed))));
    }
    boolean ignored =
        !chosen.isEmpty()
            && chosen.values().stream()
                .allMatch(choices -> choices.stream().distinct().count() == 1);
    return ignored
        ? List.of(
            new Warning(
                "preference-ignored",
                "Every preference leads to the same architecture on each device: the hypernetwork ignores the preference. More steps or a shorter '--warmup' help"))
        : List.of();
  }

  /**
   * What the ranks tell that a predictor gives the architectures of training devices.
   *
   * @param rho of each device; NaN where nothing is known
   */
  public List<Warning> ofPredictor(String metric, Map<String, Double> rho) {
    List<String> poor =
        rho.entrySet().stream()
            .filter(device -> device.getValue() < GOOD_RANKS)
            .map(device -> "%s (%.2f)".formatted(device.getKey(), device.getValue()))
            .toList();
    return poor.isEmpty()
        ? List.of()
        : List.of(
            new Warning(
                "poor-predictor",
                "The predictor ranks %s badly on %s (Spearman's rho below %s). More '--predictor-steps', or '--metric-model sum', help"
                    .formatted(metric, String.join(", ", poor), GOOD_RANKS)));
  }

  private boolean isIdle(Architecture architecture) {
    int[] choices = architecture.choices();
    for (int i = 0; i < choices.length; i++) {
      if (!IDLE.contains(space.decisions().get(i).choices().get(choices[i]))) {
        return false;
      }
    }
    return true;
  }
}
