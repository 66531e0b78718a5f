package org.jmodnas.report.analysis;

import java.util.List;

/**
 * Which point a preference chose.
 *
 * @param weights of the error, then of each metric
 */
public record Chosen(List<Double> weights, int point) {
  public Chosen {
    weights = List.copyOf(weights);
  }
}
