// Float64 arithmetic that rounds every product and sum by itself, as Java does: where an expression
// decides which way an algorithm goes, both then go the same way.

#pragma once

#include "grid.cuh"

struct Unfused {
  double value;

  Unfused() = default;
  DEVICE Unfused(double number) : value(number) {}
};

DEVICE Unfused operator+(Unfused a, Unfused b) { return __dadd_rn(a.value, b.value); }
DEVICE Unfused operator-(Unfused a, Unfused b) { return __dsub_rn(a.value, b.value); }
DEVICE Unfused operator*(Unfused a, Unfused b) { return __dmul_rn(a.value, b.value); }
DEVICE Unfused operator/(Unfused a, Unfused b) { return __ddiv_rn(a.value, b.value); }
DEVICE bool operator<(Unfused a, Unfused b) { return a.value < b.value; }
DEVICE bool operator<=(Unfused a, Unfused b) { return a.value <= b.value; }
