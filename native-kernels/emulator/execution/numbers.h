// Floating-point numbers: what PTX adds to the arithmetic of the host.
#pragma once

#include <cfenv>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "execution/program.h"

namespace emulator::ptx {

template <class To, class From>
inline To bits_as(From from) {
  static_assert(sizeof(To) == sizeof(From), "same width");
  To to;
  std::memcpy(&to, &from, sizeof to);
  return to;
}

// Zero of the same sign for a subnormal number.
inline float flushed(float x) {
  const uint32_t bits = bits_as<uint32_t>(x);
  return (bits & 0x7f800000u) == 0 ? bits_as<float>(bits & 0x80000000u) : x;
}
inline double flushed(double x) { return x; }

// Into [0, 1]; zero for what is no number.
template <class T>
inline T saturated(T x) {
  return x > 0 ? x < 1 ? x : T{1} : T{0};
}

// The lesser of two: a number rather than NaN, and of zeros the negative one.
template <class T>
inline T lesser(T a, T b) {
  if (a != a) return b;
  if (b != b) return a;
  if (a == b) return std::signbit(a) ? a : b;
  return a < b ? a : b;
}

template <class T>
inline T greater(T a, T b) {
  return -lesser(-a, -b);
}

// Another rounding of the host for the life of this.
class Rounded {
 public:
  explicit Rounded(Rounding rounding) : before_(std::fegetround()) {
    switch (rounding) {
      case Rounding::NEAREST: std::fesetround(FE_TONEAREST); break;
      case Rounding::ZERO: std::fesetround(FE_TOWARDZERO); break;
      case Rounding::DOWN: std::fesetround(FE_DOWNWARD); break;
      case Rounding::UP: std::fesetround(FE_UPWARD); break;
    }
  }
  ~Rounded() { std::fesetround(before_); }
  Rounded(const Rounded&) = delete;
  Rounded& operator=(const Rounded&) = delete;

 private:
  int before_;
};

}  // namespace emulator::ptx
