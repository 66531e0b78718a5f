package org.jmodnas.cli.search;

import java.util.List;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.MetricLimit;

/**
 * Limits of metrics, as a run keeps them.
 *
 * @param max each {@code [DEVICE:]OBJECTIVE=VALUE}
 * @param confidence least probability that all limits of a device are kept
 * @param inLoss whether the loss of the search has them too, and not the reading of fronts alone
 */
public record ConstraintSettings(List<String> max, double confidence, boolean inLoss) {
  /** No limits. */
  static final ConstraintSettings NONE =
      new ConstraintSettings(List.of(), Constraints.CONFIDENCE, false);

  public ConstraintSettings {
    max = List.copyOf(max);
  }

  /** What the loss of the search has of the limits. */
  Constraints ofLoss() {
    return inLoss ? constraints() : Constraints.NONE;
  }

  /** The limits, read. */
  Constraints constraints() {
    return new Constraints(max.stream().map(MetricLimit::parse).toList(), confidence);
  }
}
