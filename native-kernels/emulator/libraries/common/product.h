// The matrix product that matrix operations and convolutions share: of float operands, summed in
// double. A product of two floats is exact in double and each sum runs over the inner index in
// ascending order, so that the result does not depend on the processor.
#pragma once

#include <cstddef>
#include <vector>

namespace library {

// A matrix whose element (i, j) is at[i * row + j * column].
struct View {
  const float* at;
  ptrdiff_t row, column;
};

// The right operand (inner, columns), cut into panels of LANES columns; what is missing of the
// last panel is zero.
class Panels {
 public:
  static constexpr size_t LANES = 8;

  Panels(size_t inner, size_t columns)
      : inner_(inner),
        width_((columns + LANES - 1) / LANES * LANES),
        values_(inner * width_) {}

  void set(size_t i, size_t j, float value) {
    values_[(j / LANES * inner_ + i) * LANES + j % LANES] = value;
  }

  size_t inner() const { return inner_; }
  size_t width() const { return width_; }
  const double* panel(size_t number) const { return values_.data() + number * inner_ * LANES; }

 private:
  size_t inner_, width_;
  std::vector<double> values_;
};

// sums += a * b: a (rows, inner), sums (rows, b.width()).
void add_product(size_t rows, const View& a, const Panels& b, double* sums);

}  // namespace library
