// Gradients of several tasks for multiple-gradient descent: gradients (tasks, n).
//
//   gram_matrix        gram[i, j] = ⟨gradient i, gradient j⟩, float64 (tasks, tasks)
//   combine_gradients  y = Σ_t weights[t]·gradient t; weights (tasks), y (n)
//
// Launch: GRAM_THREADS threads a block, any grid, for gram_matrix best tasks² blocks: each takes a
// pair, those below the diagonal nothing. Static shared memory only.
// Numerics: totals in float64 over sums of four float32 products; combine_gradients in float32, in
// the order of the tasks.

#include "sums.cuh"

constexpr int GRAM_THREADS = 512;

KERNEL(GRAM_THREADS)
gram_matrix(const float* __restrict__ gradients, double* __restrict__ gram, int tasks, int n) {
  __shared__ double shared[GRAM_THREADS / WARP];
  for (int pair = blockIdx.x; pair < tasks * tasks; pair += gridDim.x) {
    const int i = pair / tasks, j = pair % tasks;
    if (i > j) continue;
    const float* a = gradients + 1ll * i * n;
    const float* b = gradients + 1ll * j * n;
    const double sum =
        strided_sum(threadIdx.x, GRAM_THREADS, n, [=](long long k) { return a[k] * b[k]; });
    const double total = block_sum<GRAM_THREADS>(sum, shared);
    if (threadIdx.x == 0) {
      gram[i * tasks + j] = total;
      gram[j * tasks + i] = total;
    }
  }
}

KERNEL(GRAM_THREADS)
combine_gradients(const float* __restrict__ gradients, const float* __restrict__ weights,
                  float* __restrict__ y, int tasks, int n) {
#pragma unroll 1
  for (long long k = grid_thread(); k < n; k += grid_threads()) {
    float sum = 0;
    for (int t = 0; t < tasks; t++) sum += weights[t] * gradients[1ll * t * n + k];
    y[k] = sum;
  }
}
