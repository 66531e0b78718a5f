// C = alpha * op(A) * op(B) + beta * C for one matrix or a batch.
#pragma once

#include "cublas/handle.h"

namespace blas {

// The matrices of a batch: at a fixed distance, or through an array of pointers on the device.
template <class T>
struct Batch {
  T* first;
  long long stride;
  T* const* pointers;  // null: at a distance

  T* at(int i) const { return pointers ? pointers[i] : first + i * stride; }
};

struct Gemm {
  const char* function;
  int transa, transb, m, n, k;
  Batch<const float> a;
  int lda;
  Batch<const float> b;
  int ldb;
  Batch<float> c;
  int ldc;
  int count;
  bool tf32;
  Scalar alpha, beta;
};

// Checks the arguments and queues the products. The factors are taken from where they are.
int multiply(const Handle& handle, Gemm job, const float* alpha, const float* beta);

}  // namespace blas
