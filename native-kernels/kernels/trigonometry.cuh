// sin and cos by steps that need neither a call nor local memory, as the library's sinf does for
// large arguments: x = k·π/2 + r in float64 with π/2 in two parts, then the Taylor series of sin or
// cos at |r| ≤ π/4, up to r¹⁵ / 15! < 10⁻¹³. The float32 result is right to within an ulp.

#pragma once

#include "grid.cuh"

// At and above this, where neighbouring float32 are farther apart than a period, the result is NaN.
constexpr float TRIGONOMETRY_LIMIT = 1 << 30;

// sin(r) for |r| ≤ π/4.
DEVICE double sin_series(double r) {
  const double z = r * r;
  double sum = -1.0 / 1307674368000.0;
  sum = fma(sum, z, 1.0 / 6227020800.0);
  sum = fma(sum, z, -1.0 / 39916800.0);
  sum = fma(sum, z, 1.0 / 362880.0);
  sum = fma(sum, z, -1.0 / 5040.0);
  sum = fma(sum, z, 1.0 / 120.0);
  sum = fma(sum, z, -1.0 / 6.0);
  return fma(sum * z, r, r);
}

// cos(r) for |r| ≤ π/4.
DEVICE double cos_series(double r) {
  const double z = r * r;
  double sum = 1.0 / 20922789888000.0;
  sum = fma(sum, z, -1.0 / 87178291200.0);
  sum = fma(sum, z, 1.0 / 479001600.0);
  sum = fma(sum, z, -1.0 / 3628800.0);
  sum = fma(sum, z, 1.0 / 40320.0);
  sum = fma(sum, z, -1.0 / 720.0);
  sum = fma(sum, z, 1.0 / 24.0);
  sum = fma(sum, z, -0.5);
  return fma(sum, z, 1.0);
}

// sin(x + quarter·π/2).
DEVICE float shifted_sin(float x, int quarter) {
  constexpr double TWO_OVER_PI = 0.63661977236758134308;
  constexpr double HALF_PI = 1.57079632679489661923;
  constexpr double HALF_PI_REST = 6.12323399573676603587e-17;
  if (!(fabsf(x) < TRIGONOMETRY_LIMIT)) return nanf("");
  const int k = __double2int_rn(x * TWO_OVER_PI);
  const double r = fma(-static_cast<double>(k), HALF_PI_REST,
                       fma(-static_cast<double>(k), HALF_PI, static_cast<double>(x)));
  const int quadrant = (k + quarter) & 3;
  const double value = quadrant & 1 ? cos_series(r) : sin_series(r);
  return static_cast<float>(quadrant & 2 ? -value : value);
}
