package org.jmodnas.sampling;

import java.util.Arrays;
import java.util.Locale;
import org.jmodnas.tensor.ConfigurationException;

/** The samplers by name. */
public enum SamplingMethod {
  /** {@link ReinMaxSampler}. */
  REINMAX,
  /** {@link GumbelSoftmaxSampler} at temperature 1. */
  GDAS,
  /** {@link SoftmaxSampler} at temperature 1. */
  DARTS;

  /** A sampler of this kind. */
  public ArchitectureSampler create() {
    return switch (this) {
      case REINMAX -> new ReinMaxSampler();
      case GDAS -> new GumbelSoftmaxSampler(1);
      case DARTS -> new SoftmaxSampler(1);
    };
  }

  /** Whether architectures are drawn, and not mixed. */
  public boolean draws() {
    return this != DARTS;
  }

  /** The name on the command line. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The method called {@code name} on the command line. */
  public static SamplingMethod parse(String name) {
    return Arrays.stream(values())
        .filter(value -> value.optionName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "Unknown sampler '%s': expected one of %s"
                        .formatted(
                            name,
                            Arrays.stream(values()).map(SamplingMethod::optionName).toList())));
  }
}
