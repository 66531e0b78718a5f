package org.jmodnas.objective;

import java.util.List;
import org.jmodnas.hardware.Direction;
import org.jmodnas.space.Architecture;

/**
 * An objective of one's own: a function of an architecture and, if it is not the same everywhere,
 * of a device.
 *
 * <p>A search asks for the value of every architecture of the space once, before it begins. Values
 * must not depend on anything else, or runs cannot be repeated. {@link MetricObjective#of} makes a
 * search's objective of it; the command line finds implementations by {@link
 * java.util.ServiceLoader} and calls them by their names.
 */
public interface ArchitectureObjective {
  /** Its name, of letters, digits and underscores: on the command line and in the results. */
  String name();

  /** Whether less is better, as by default, or more. */
  default Direction direction() {
    return Direction.MINIMIZE;
  }

  /** The devices that it knows; none, as by default, if it is the same on every device. */
  default List<String> devices() {
    return List.of();
  }

  /**
   * The value of {@code architecture}.
   *
   * @param device one of {@link #devices()}, or the empty string if there are none
   * @return a finite number, or NaN where it is not known
   */
  double value(Architecture architecture, String device);
}
