package org.jmodnas.search;

import java.util.List;
import org.jmodnas.sampling.Preference;
import org.jmodnas.space.Architecture;

/**
 * What a preference leads to on one device.
 *
 * @param error by the supernet on held-out images, 0 … 1
 * @param metrics predicted, in the units of the device's tables
 * @param feasibleProbability that it keeps the device's limits; 1 where there are none
 * @param nonDominated whether no other preference's architecture dominates it
 */
public record FrontPoint(
    Preference preference,
    Architecture architecture,
    double error,
    List<Double> metrics,
    double feasibleProbability,
    boolean nonDominated) {
  public FrontPoint {
    metrics = List.copyOf(metrics);
  }
}
