// Pooling: the mean or the largest of each window.

#include "cudnn/pooling.h"

#include <algorithm>
#include <vector>

namespace dnn {
namespace {

bool is_maximum(const Pooling& how) {
  return how.mode == MAX_POOLING || how.mode == MAX_DETERMINISTIC;
}

// Part of an image: rows and columns from first to last - 1.
struct Window {
  int first[2], last[2];

  Window(const PoolingShape& shape, int p, int q) {
    const int place[] = {p, q};
    for (int i = 0; i < 2; i++) {
      const int start = place[i] * shape.how.stride[i] - shape.how.pad[i];
      first[i] = std::max(start, 0);
      last[i] = std::min(start + shape.how.window[i], shape.x.dims[2 + i]);
    }
  }

  template <class Visit>
  void for_each_pixel(Visit visit) const {
    for (int y = first[0]; y < last[0]; y++) {
      for (int x = first[1]; x < last[1]; x++) visit(y, x);
    }
  }

  // What the sum is divided by.
  double count(const Pooling& how) const {
    if (how.mode == AVERAGE_COUNT_INCLUDE_PADDING) return how.window[0] * how.window[1];
    return std::max(0, last[0] - first[0]) * std::max(0, last[1] - first[1]);
  }
};

ptrdiff_t offset(const Tensor& tensor, int y, int x) {
  return static_cast<ptrdiff_t>(y) * tensor.strides[2] +
         static_cast<ptrdiff_t>(x) * tensor.strides[3];
}

template <class Visit>
void for_each_place(const PoolingShape& shape, Visit visit) {
  for (int p = 0; p < shape.y.dims[2]; p++) {
    for (int q = 0; q < shape.y.dims[3]; q++) visit(p, q, Window(shape, p, q));
  }
}

// The first of the largest pixels of a window; -1 where the window holds no pixel.
ptrdiff_t largest(const PoolingShape& shape, const Window& window, const float* x) {
  ptrdiff_t best = -1;
  float most = 0;
  window.for_each_pixel([&](int row, int column) {
    const float value = x[offset(shape.x, row, column)];
    const bool is_nan = value != value && shape.how.nan_propagation == PROPAGATE_NAN;
    if (best < 0 || value > most || is_nan) {
      best = static_cast<ptrdiff_t>(row) * shape.x.dims[3] + column;
      most = value;
    }
  });
  return best;
}

}  // namespace

void pool_forward(const PoolingShape& shape, const float* x, float* y, Blend* blend) {
  for_each_place(shape, [&](int p, int q, const Window& window) {
    double value = 0;
    if (is_maximum(shape.how)) {
      const ptrdiff_t best = largest(shape, window, x);
      const int width = shape.x.dims[3];
      if (best >= 0) value = x[offset(shape.x, int(best / width), int(best % width))];
    } else {
      window.for_each_pixel([&](int row, int column) { value += x[offset(shape.x, row, column)]; });
      value /= window.count(shape.how);
    }
    blend->write(value, y + offset(shape.y, p, q));
  });
}

void pool_backward(const PoolingGradients& gradients, const float* x, const float* dy, float* dx,
                   Blend* blend) {
  const PoolingShape& shape = gradients.shape;
  const int width = shape.x.dims[3];
  std::vector<double> sums(static_cast<size_t>(shape.x.dims[2]) * width);
  for_each_place(shape, [&](int p, int q, const Window& window) {
    const double gradient = dy[offset(gradients.dy, p, q)];
    if (is_maximum(shape.how)) {
      const ptrdiff_t best = largest(shape, window, x);
      if (best >= 0) sums[static_cast<size_t>(best)] += gradient;
      return;
    }
    const double each = gradient / window.count(shape.how);
    window.for_each_pixel([&](int row, int column) {
      sums[static_cast<size_t>(row) * width + column] += each;
    });
  });
  for (size_t i = 0; i < sums.size(); i++) {
    blend->write(sums[i], dx + offset(gradients.dx, int(i / width), int(i % width)));
  }
}

}  // namespace dnn
