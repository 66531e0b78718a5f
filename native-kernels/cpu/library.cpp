// What Java calls: each function takes the number of an instruction set, which must be available.

#include "pooling.h"
#include "winograd.h"

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

enum InstructionSet { AVX2, AVX512 };

}  // namespace

// Whether this processor has an instruction set.
EXPORT int jmodnas_has_instruction_set(int isa) {
  switch (isa) {
    case AVX2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case AVX512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("fma");
    default:
      return 0;
  }
}

// y = x * w: x (batch, height, width, in), w (out, 3, 3, in), y (batch, height, width, out).
EXPORT void jmodnas_winograd_forward(int isa, int batch, int height, int width, int in, int out,
                                     const float* x, const float* w, float* y) {
  const Convolution shape = {batch, height, width, in, out};
  isa == AVX512 ? avx512::forward(shape, x, w, y) : avx2::forward(shape, x, w, y);
}

// dx from dy.
EXPORT void jmodnas_winograd_backward_input(int isa, int batch, int height, int width, int in,
                                            int out, const float* w, const float* dy, float* dx) {
  const Convolution shape = {batch, height, width, in, out};
  isa == AVX512 ? avx512::backward_input(shape, w, dy, dx)
                : avx2::backward_input(shape, w, dy, dx);
}

// dw from dy.
EXPORT void jmodnas_winograd_backward_weight(int isa, int batch, int height, int width, int in,
                                             int out, const float* x, const float* dy, float* dw) {
  const Convolution shape = {batch, height, width, in, out};
  isa == AVX512 ? avx512::backward_weight(shape, x, dy, dw)
                : avx2::backward_weight(shape, x, dy, dw);
}

// y = mean of x over the 3x3 windows: x and y (batch, height, width, channels).
EXPORT void jmodnas_average_forward(int isa, int batch, int height, int width, int channels,
                                    const float* x, float* y) {
  const Pooling shape = {batch, height, width, channels};
  isa == AVX512 ? avx512::average_forward(shape, x, y) : avx2::average_forward(shape, x, y);
}

// dx from dy.
EXPORT void jmodnas_average_backward(int isa, int batch, int height, int width, int channels,
                                     const float* dy, float* dx) {
  const Pooling shape = {batch, height, width, channels};
  isa == AVX512 ? avx512::average_backward(shape, dy, dx) : avx2::average_backward(shape, dy, dx);
}
