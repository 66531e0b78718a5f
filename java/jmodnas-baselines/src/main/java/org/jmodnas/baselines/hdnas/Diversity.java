package org.jmodnas.baselines.hdnas;

/** Over whom the hardware cost diversity is taken, which the paper does not say. */
public enum Diversity {
  /** It is no objective; the form that the paper compares with. */
  NONE,
  /** Parents and children together, anew in every generation. */
  UNION,
  /** Those born together; survivors keep theirs. */
  OFFSPRING
}
