// Functions of each element, sums of whole tensors and copies of parts; all arrays hold n elements
// but for `factor`, which holds one, and those of copy_runs.
//
//   relu      y = max(x, 0), NaN stays NaN         dx = dy where y > 0, else 0
//   sin       y = sin(x)                           dx = cos(x)·dy
//   exp       y = e^x                              dx = y·dy
//   sum_terms           y = Σ_k terms[k], k < count ≤ MAX_TERMS; y may be one of the terms
//   weighted_sum_terms  y = Σ_k weight[k]·terms[k], or y += that with `accumulate`
//   multiply            y = a·b
//   affine              y = factor·x + constant; y may be x
//   scale               y = constant·factor[0]·x; y may be x
//   fill                x = value
//   copy_runs           to[run (i, j) + k] = from[run (i, j) + k], i < outer, j < inner, k < width,
//                       where run (i, j) begins at start + i·outer_stride + j·inner_stride of its
//                       array; runs of `to` do not overlap, those of `from` may
//
// Launch: ELEMENTWISE_THREADS threads a block, any grid; no shared memory.
// Numerics: float32; terms are added in their order; exp within 2 ulp, sin and cos within 1 ulp
// below 2³⁰ and NaN from there on.

#include "grid.cuh"
#include "terms.cuh"
#include "trigonometry.cuh"

constexpr int ELEMENTWISE_THREADS = 256;

// Where runs lie in an array.
struct Runs {
  int start, outer_stride, inner_stride;

  DEVICE long long begin(int i, int j) const {
    return start + 1ll * i * outer_stride + 1ll * j * inner_stride;
  }
};

// y[i] = value(i) for all i.
template <class Value>
DEVICE void for_each(float* y, int n, Value value) {
#pragma unroll 1
  for (long long i = grid_thread(); i < n; i += grid_threads()) y[i] = value(i);
}

KERNEL(ELEMENTWISE_THREADS)
relu_forward(const float* __restrict__ x, float* __restrict__ y, int n) {
  for_each(y, n, [=](long long i) { return x[i] < 0 ? 0 : x[i]; });
}

KERNEL(ELEMENTWISE_THREADS)
relu_backward(const float* __restrict__ y, const float* __restrict__ dy, float* __restrict__ dx,
              int n) {
  for_each(dx, n, [=](long long i) { return y[i] > 0 ? dy[i] : 0; });
}

KERNEL(ELEMENTWISE_THREADS)
sin_forward(const float* __restrict__ x, float* __restrict__ y, int n) {
  for_each(y, n, [=](long long i) { return shifted_sin(x[i], 0); });
}

KERNEL(ELEMENTWISE_THREADS)
sin_backward(const float* __restrict__ x, const float* __restrict__ dy, float* __restrict__ dx,
             int n) {
  for_each(dx, n, [=](long long i) { return shifted_sin(x[i], 1) * dy[i]; });
}

KERNEL(ELEMENTWISE_THREADS)
exp_forward(const float* __restrict__ x, float* __restrict__ y, int n) {
  for_each(y, n, [=](long long i) { return expf(x[i]); });
}

KERNEL(ELEMENTWISE_THREADS)
exp_backward(const float* __restrict__ y, const float* __restrict__ dy, float* __restrict__ dx,
             int n) {
  for_each(dx, n, [=](long long i) { return y[i] * dy[i]; });
}

KERNEL(ELEMENTWISE_THREADS)
sum_terms(Terms terms, int count, float* y, int n) {
  for_each(y, n, [=](long long i) {
    float sum = terms.at[0][i];
#pragma unroll
    for (int k = 1; k < MAX_TERMS; k++) {
      if (k < count) sum += terms.at[k][i];
    }
    return sum;
  });
}

KERNEL(ELEMENTWISE_THREADS)
weighted_sum_terms(WeightedTerms terms, int count, float* __restrict__ y, int n, int accumulate) {
  for_each(y, n, [=](long long i) {
    float sum = accumulate ? y[i] : 0;
#pragma unroll
    for (int k = 0; k < MAX_TERMS; k++) {
      if (k < count) sum += terms.weight[k] * terms.at[k][i];
    }
    return sum;
  });
}

KERNEL(ELEMENTWISE_THREADS)
multiply(const float* __restrict__ a, const float* __restrict__ b, float* __restrict__ y, int n) {
  for_each(y, n, [=](long long i) { return a[i] * b[i]; });
}

KERNEL(ELEMENTWISE_THREADS)
affine(const float* x, float factor, float constant, float* y, int n) {
  for_each(y, n, [=](long long i) { return factor * x[i] + constant; });
}

KERNEL(ELEMENTWISE_THREADS)
scale(const float* x, const float* __restrict__ factor, float constant, float* y, int n) {
  const float product = constant * *factor;
  for_each(y, n, [=](long long i) { return product * x[i]; });
}

KERNEL(ELEMENTWISE_THREADS)
fill(float* __restrict__ x, float value, int n) {
  for_each(x, n, [=](long long) { return value; });
}

KERNEL(ELEMENTWISE_THREADS)
copy_runs(const float* __restrict__ from, Runs from_runs, float* __restrict__ to, Runs to_runs,
          int outer, int inner, int width) {
  const int n = outer * inner * width;
#pragma unroll 1
  for (long long element = grid_thread(); element < n; element += grid_threads()) {
    const int run = static_cast<int>(element) / width, k = static_cast<int>(element) % width;
    const int i = run / inner, j = run % inner;
    to[to_runs.begin(i, j) + k] = from[from_runs.begin(i, j) + k];
  }
}
