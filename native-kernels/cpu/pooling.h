// The shape of a pooling and the kernels of each instruction set.
#pragma once

struct Pooling {
  int batch, height, width, channels;
};

#define DECLARE_POOLING(isa)                                        \
  namespace isa {                                                   \
  void average_forward(const Pooling&, const float* x, float* y);   \
  void average_backward(const Pooling&, const float* dy, float* dx); \
  }

DECLARE_POOLING(avx2)
DECLARE_POOLING(avx512)
