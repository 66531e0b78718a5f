// Sums that shrink a tensor.
//
//   sum_partial, dot_partial  partial[b] = block b's share of Σ x or Σ a·b; partial (grid blocks)
//   finish_sum                result = Σ partial[k] / divisor, k < count; result one float32
//   sum_rows                  y[j] = Σ_i x[i, j]; x (rows, columns), y (columns)
//
// Launch: sum_partial, dot_partial SUM_THREADS threads a block, any grid; finish_sum one block of
// SUM_THREADS; sum_rows COLUMN_THREADS threads a block, any grid, best one block for each COLUMNS
// columns. Static shared memory only.
// Numerics: totals in float64 over sums of four float32 (strided_sum); the columns of sum_rows in
// float32. Bits depend on the grid of sum_partial and dot_partial, on nothing else.

#include "columns.cuh"

constexpr int SUM_THREADS = 256;

KERNEL(SUM_THREADS)
sum_partial(const float* __restrict__ x, double* __restrict__ partial, int n) {
  __shared__ double shared[SUM_THREADS / WARP];
  const double sum = grid_sum(n, [=](long long i) { return x[i]; });
  const double total = block_sum<SUM_THREADS>(sum, shared);
  if (threadIdx.x == 0) partial[blockIdx.x] = total;
}

KERNEL(SUM_THREADS)
dot_partial(const float* __restrict__ a, const float* __restrict__ b, double* __restrict__ partial,
            int n) {
  __shared__ double shared[SUM_THREADS / WARP];
  const double sum = grid_sum(n, [=](long long i) { return a[i] * b[i]; });
  const double total = block_sum<SUM_THREADS>(sum, shared);
  if (threadIdx.x == 0) partial[blockIdx.x] = total;
}

KERNEL(SUM_THREADS)
finish_sum(const double* __restrict__ partial, int count, int divisor,
           float* __restrict__ result) {
  __shared__ double shared[SUM_THREADS / WARP];
  const double sum =
      strided_sum(threadIdx.x, SUM_THREADS, count, [=](long long k) { return partial[k]; });
  const double total = block_sum<SUM_THREADS>(sum, shared);
  if (threadIdx.x == 0) *result = static_cast<float>(total / divisor);
}

KERNEL(COLUMN_THREADS)
sum_rows(const float* __restrict__ x, float* __restrict__ y, int rows, int columns) {
  __shared__ float shared[COLUMN_WARPS * COLUMNS];
  for (int group = blockIdx.x; group < column_groups(columns); group += gridDim.x) {
    const int j = column_of(group);
    const bool inside = j < columns;
    const float* column = x + j;
    const float sum = lane_sum<float>(inside ? rows : 0, [=](int i) {
      return column[1ll * i * columns];
    });
    const float total = column_sum(sum, shared);
    if (inside && threadIdx.x < COLUMNS) y[j] = total;
  }
}
