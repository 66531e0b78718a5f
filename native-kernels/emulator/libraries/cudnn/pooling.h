// The arithmetic of pooling in two dimensions.
#pragma once

#include "cudnn/descriptors.h"
#include "cudnn/memory.h"

namespace dnn {

// The tensors of a pooling; the gradients have the shapes of x and y.
struct PoolingShape {
  Pooling how;
  Tensor x, y;
};

// One image and channel of each.
void pool_forward(const PoolingShape& shape, const float* x, float* y, Blend* blend);

// dx is described by its own tensor, dy by its own.
struct PoolingGradients {
  PoolingShape shape;
  Tensor dy, dx;
};

void pool_backward(const PoolingGradients& shape, const float* x, const float* dy, float* dx,
                   Blend* blend);

}  // namespace dnn
