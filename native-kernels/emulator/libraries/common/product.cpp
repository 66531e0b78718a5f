// Matrix product in double, compiled for several processors.

#include "common/product.h"

#include <cstring>

#define INLINE inline __attribute__((always_inline))

namespace library {
namespace {

constexpr size_t LANES = Panels::LANES;
constexpr size_t BLOCK = 6;

typedef double Lanes __attribute__((vector_size(sizeof(double) * LANES)));

// Some rows of the sums times one panel: the sums stay in registers.
template <size_t ROWS>
INLINE void add_block(size_t inner, const View& a, const double* panel, double* sums,
                      size_t width) {
  Lanes sum[ROWS];
  for (size_t r = 0; r < ROWS; r++) std::memcpy(&sum[r], sums + r * width, sizeof(Lanes));
  const float* from = a.at;
  for (size_t i = 0; i < inner; i++, from += a.column, panel += LANES) {
    Lanes right;
    std::memcpy(&right, panel, sizeof right);
    for (size_t r = 0; r < ROWS; r++) {
      sum[r] += static_cast<double>(from[static_cast<ptrdiff_t>(r) * a.row]) * right;
    }
  }
  for (size_t r = 0; r < ROWS; r++) std::memcpy(sums + r * width, &sum[r], sizeof(Lanes));
}

}  // namespace

__attribute__((target_clones("arch=skylake-avx512", "arch=haswell", "default")))
void add_product(size_t rows, const View& a, const Panels& b, double* sums) {
  const size_t width = b.width();
  for (size_t panel = 0; panel < width / LANES; panel++) {
    double* to = sums + panel * LANES;
    View from = a;
    size_t row = 0;
    for (; row + BLOCK <= rows; row += BLOCK) {
      add_block<BLOCK>(b.inner(), from, b.panel(panel), to + row * width, width);
      from.at += a.row * static_cast<ptrdiff_t>(BLOCK);
    }
    for (; row < rows; row++) {
      add_block<1>(b.inner(), from, b.panel(panel), to + row * width, width);
      from.at += a.row;
    }
  }
}

}  // namespace library
