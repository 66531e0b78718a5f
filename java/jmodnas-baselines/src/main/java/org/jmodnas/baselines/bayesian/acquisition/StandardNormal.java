package org.jmodnas.baselines.bayesian.acquisition;

/** The standard normal distribution. */
final class StandardNormal {
  private static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);

  /** From here on 1 − Φ is below the least normal number. */
  private static final double FAR = 38;

  private static final double[] NUMERATOR = {
    3.52624965998911e-2,
    0.700383064443688,
    6.37396220353165,
    33.912866078383,
    112.079291497871,
    221.213596169931,
    220.206867912376
  };
  private static final double[] DENOMINATOR = {
    8.83883476483184e-2,
    1.75566716318264,
    16.064177579207,
    86.7807322029461,
    296.564248779674,
    637.333633378831,
    793.826512519948,
    440.413735824752
  };
  private static final double RATIONAL_END = 10 / Math.sqrt(2);

  private StandardNormal() {}

  /** E[max(z − Z, 0)] of a standard normal Z, which is φ(z) + z·Φ(z). */
  static double expectedExcess(double z) {
    double distance = Math.abs(z);
    if (distance > FAR) {
      return Math.max(z, 0);
    }
    double bell = Math.exp(-z * z / 2);
    double excess = DENSITY_AT_ZERO * bell - distance * upperTail(distance, bell);
    return Math.max(excess, 0) + Math.max(z, 0);
  }

  /** Φ(−distance) by Hart et al., "Computer approximations" (1968), no. 5666; 14 digits or more. */
  private static double upperTail(double distance, double bell) {
    if (distance < RATIONAL_END) {
      return bell * polynomial(NUMERATOR, distance) / polynomial(DENOMINATOR, distance);
    }
    double fraction = distance + 0.65;
    for (int i = 4; i > 0; i--) {
      fraction = distance + i / fraction;
    }
    return DENSITY_AT_ZERO * bell / fraction;
  }

  private static double polynomial(double[] coefficients, double x) {
    double value = 0;
    for (double coefficient : coefficients) {
      value = value * x + coefficient;
    }
    return value;
  }
}
