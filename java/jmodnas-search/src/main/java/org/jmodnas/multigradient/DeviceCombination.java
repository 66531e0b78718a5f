package org.jmodnas.multigradient;

import java.util.Arrays;
import java.util.Locale;
import org.jmodnas.tensor.ConfigurationException;

/** How the gradients of the target devices become updates of the hypernetwork. */
public enum DeviceCombination {
  /** One step along the direction of least norm; each gradient is scaled to norm 1 first. */
  MIN_NORM,
  /** One step along the mean. */
  MEAN,
  /** One step along the sum. */
  SUM,
  /** One step for each device, one after the other. */
  SEQUENTIAL,
  /** One step for one device drawn at random. */
  SAMPLED;

  /** The name on the command line, such as {@code min-norm}. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The combination called {@code name} on the command line. */
  public static DeviceCombination parse(String name) {
    return Arrays.stream(values())
        .filter(value -> value.optionName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "Unknown combination of devices '%s': expected one of %s"
                        .formatted(
                            name,
                            Arrays.stream(values()).map(DeviceCombination::optionName).toList())));
  }
}
