// The 19-bit numbers that tensor cores multiply.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

namespace library {

// Rounds to ten bits of mantissa, to nearest, ties away from zero.
inline float round_to_tf32(float x) {
  if (!std::isfinite(x)) return x;
  uint32_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  bits = (bits + 0x1000u) & ~0x1fffu;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

// What a multiplication sees of its operands.
class Precision {
 public:
  explicit Precision(bool tf32) : tf32_(tf32) {}

  float operator()(float x) const { return tf32_ ? round_to_tf32(x) : x; }

 private:
  bool tf32_;
};

}  // namespace library
