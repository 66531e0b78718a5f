// What descriptors hold. A descriptor that was created but not set yet has rank, or mode, UNSET.
#pragma once

#include <cstddef>

#include "cudnn/types.h"

namespace dnn {

constexpr int UNSET = -1;

struct Tensor {
  int type = FLOAT;
  int rank = UNSET;
  int dims[MOST_DIMENSIONS] = {};
  int strides[MOST_DIMENSIONS] = {};

  size_t elements() const;

  // Elements from the first to the last, both included.
  size_t extent() const;

  // Whether the tensor lies densely in the order of a format. Strides of dimensions of size one do
  // not matter.
  bool is_packed(Format format) const;
};

// The strides of a dense tensor of a format.
void set_packed_strides(Format format, Tensor* tensor);

bool same_dims(const Tensor& a, const Tensor& b);
bool same_strides(const Tensor& a, const Tensor& b);

// Output channels, input channels of a group, height, width; dense in either format.
struct Filter {
  int type = FLOAT;
  int rank = UNSET;
  int format = NCHW;
  int dims[MOST_DIMENSIONS] = {};

  size_t elements() const;
};

struct Convolution {
  int mode = UNSET;
  int compute_type = FLOAT;
  int pad[2] = {0, 0}, stride[2] = {1, 1}, dilation[2] = {1, 1};
  int math_type = DEFAULT_MATH;
  int groups = 1;

  // Products of float32 may be TF32 products on devices that have them, unless that is excluded.
  bool tf32() const { return math_type != FMA_MATH; }
};

struct Pooling {
  int mode = UNSET;
  int nan_propagation = NOT_PROPAGATE_NAN;
  int window[2] = {1, 1}, pad[2] = {0, 0}, stride[2] = {1, 1};
};

struct Activation {
  int mode = UNSET;
  int nan_propagation = NOT_PROPAGATE_NAN;
  double coefficient = 0;
};

struct PointwiseOperation {
  int mode = UNSET;
  int compute_type = FLOAT;
  int nan_propagation = NOT_PROPAGATE_NAN;
};

struct Reduction {
  int mode = UNSET;
  int compute_type = FLOAT;
  int nan_propagation = NOT_PROPAGATE_NAN;
  int indices = 0, indices_type = 0;
};

}  // namespace dnn
