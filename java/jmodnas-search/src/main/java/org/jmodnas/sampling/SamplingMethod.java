package org.jmodnas.sampling;

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
}
