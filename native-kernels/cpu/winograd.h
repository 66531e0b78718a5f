// The shape of a convolution and the kernels of each instruction set.
#pragma once

struct Convolution {
  int batch, height, width, in, out;
};

#define DECLARE_KERNELS(isa)                                                          \
  namespace isa {                                                                     \
  void forward(const Convolution&, const float* x, const float* w, float* y);         \
  void backward_input(const Convolution&, const float* w, const float* dy, float* dx); \
  void backward_weight(const Convolution&, const float* x, const float* dy, float* dw); \
  }

DECLARE_KERNELS(avx2)
DECLARE_KERNELS(avx512)
