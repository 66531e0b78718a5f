package org.jmodnas.baselines.rescoring;

import org.jmodnas.baselines.Proxies;
import org.jmodnas.hardware.Direction;
import org.jmodnas.space.Architecture;

/**
 * A proxy by which architectures are compared.
 *
 * @param proxy its name
 * @param direction which end of it is wanted
 */
public record Criterion(String proxy, Direction direction) {
  /** A proxy of which more is better. */
  public static Criterion maximized(String proxy) {
    return new Criterion(proxy, Direction.MAXIMIZE);
  }

  /** A proxy of which less is better. */
  public static Criterion minimized(String proxy) {
    return new Criterion(proxy, Direction.MINIMIZE);
  }

  /** The criterion of {@code architecture}, to be minimised; +∞ if the proxy has no value. */
  double value(Proxies proxies, Architecture architecture) {
    double value = proxies.value(proxy, architecture);
    return Double.isFinite(value) ? direction.minimized(value) : Double.POSITIVE_INFINITY;
  }
}
