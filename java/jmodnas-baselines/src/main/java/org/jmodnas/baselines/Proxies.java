package org.jmodnas.baselines;

import java.util.Set;
import org.jmodnas.space.Architecture;

/**
 * What can be known of an architecture without training it: training-free metrics, counts, and the
 * metrics of the device in their own unit. Safe for use by several threads.
 */
public interface Proxies {
  /** The names of what is known. */
  Set<String> names();

  /**
   * The value {@code name} of {@code architecture}; NaN if it has none.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if there is no such name; says which there
   *     are and how to get others
   */
  double value(String name, Architecture architecture);
}
