// Walking over the elements of tensors of one shape.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <vector>

#include "cudnn/descriptors.h"

namespace dnn {

// Visits all elements of a shape with the offset that each of some tensors has for them. A tensor
// whose dimension is one is repeated along it. Dimensions that are far apart in the shape's memory
// are the outer ones.
template <size_t COUNT>
class Walk {
 public:
  using Offsets = std::array<ptrdiff_t, COUNT>;

  Walk(const Tensor& shape, const std::array<const Tensor*, COUNT>& tensors) {
    std::vector<int> order(static_cast<size_t>(shape.rank));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&shape](int a, int b) { return shape.strides[a] > shape.strides[b]; });
    for (const int dim : order) {
      Level level = {shape.dims[dim], {}};
      for (size_t t = 0; t < COUNT; t++) {
        level.step[t] = tensors[t]->dims[dim] == 1 ? 0 : tensors[t]->strides[dim];
      }
      levels_.push_back(level);
    }
  }

  template <class Visit>
  void operator()(Visit visit) const {
    const Level& inner = levels_.back();
    std::vector<int> index(levels_.size());
    Offsets row{};
    do {
      Offsets at = row;
      for (int i = 0; i < inner.size; i++) {
        visit(at);
        move(inner, 1, &at);
      }
    } while (next(&index, &row));
  }

 private:
  struct Level {
    int size;
    Offsets step;
  };

  static void move(const Level& level, int times, Offsets* at) {
    for (size_t t = 0; t < COUNT; t++) (*at)[t] += times * level.step[t];
  }

  // Goes to the next row of the innermost dimension; false after the last.
  bool next(std::vector<int>* index, Offsets* row) const {
    for (size_t i = levels_.size() - 1; i-- > 0;) {
      move(levels_[i], 1, row);
      if (++(*index)[i] < levels_[i].size) return true;
      move(levels_[i], -levels_[i].size, row);
      (*index)[i] = 0;
    }
    return false;
  }

  std::vector<Level> levels_;  // the outermost first
};

// The shape with only the dimensions from first to last - 1; the others have size one.
inline Tensor part(const Tensor& shape, int first, int last) {
  Tensor result = shape;
  for (int i = 0; i < shape.rank; i++) {
    if (i < first || i >= last) result.dims[i] = 1;
  }
  return result;
}

// The shape without these dimensions.
inline Tensor without(const Tensor& shape, int first, int last) {
  Tensor result = shape;
  for (int i = first; i < last; i++) result.dims[i] = 1;
  return result;
}

}  // namespace dnn
