package org.jmodnas.cli.search;

import java.util.List;
import org.jmodnas.constraint.Constraints;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that limit metrics. */
final class ConstraintOptions {
  private static final String NONE = "none";

  @Option(
      names = "--max",
      split = ",",
      paramLabel = "[DEVICE:]OBJECTIVE=VALUE",
      description =
          "The largest value that a metric may have, in the unit of its table, on every device or "
              + "on one; may be repeated. Architectures that are not expected to keep it are passed "
              + "over. 'profile' has the limits of the search by default; none drops them.")
  private List<String> max = List.of();

  @Option(
      names = "--confidence",
      paramLabel = "P",
      description =
          "Least probability that an architecture keeps all limits of a device, above 0 and below "
              + "1; default "
              + Constraints.CONFIDENCE
              + ", or that of the search.")
  private @Nullable Double confidence;

  /** Whether the command line has any. */
  boolean given() {
    return !max.isEmpty();
  }

  /** The limits of a search. */
  ConstraintSettings settings(boolean inLoss) {
    ConstraintSettings given = settings(ConstraintSettings.NONE);
    return new ConstraintSettings(given.max(), given.confidence(), inLoss);
  }

  /** The limits that are given, or else those of {@code searched}. */
  ConstraintSettings settings(ConstraintSettings searched) {
    boolean dropped = max.equals(List.of(NONE));
    return new ConstraintSettings(
        dropped ? List.of() : max.isEmpty() ? searched.max() : max,
        confidence == null ? searched.confidence() : confidence,
        searched.inLoss());
  }
}
