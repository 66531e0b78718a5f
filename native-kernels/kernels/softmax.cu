// Softmax over each row, and its fusion with cross entropy.
//
//   forward        y = softmax(x); x, y (rows, columns)
//   backward       dx = y ⊙ (dy − ⟨dy, y⟩)
//   cross_entropy  losses[r] = −Σ_c q_c log softmax(x)_c with q = (1 − s)·onehot(label) +
//                  s / classes and s = smoothing; dx = (softmax(x) − q) / rows, the gradient of the
//                  losses' mean, which finish_sum of reduction.cu takes; x, dx (rows, classes),
//                  labels, losses (rows), the losses float64 as that reads them
//
// Launch: SOFTMAX_THREADS threads a block, any grid, best SOFTMAX_THREADS / 32 rows a block; a warp
// takes a row. No shared memory.
// Numerics: float32, exponents relative to the row's maximum, sums over a row in a fixed order.

#include "sums.cuh"

constexpr int SOFTMAX_THREADS = 256;

// Calls work(row) in all lanes of the warp that takes the row.
template <class Work>
DEVICE void for_each_row(int rows, Work work) {
#pragma unroll 1
  for (long long row = grid_thread() / WARP; row < rows; row += grid_threads() / WARP) work(row);
}

// Σ value(c) over the columns, in every lane.
template <class Value>
DEVICE float row_sum(int columns, Value value) {
  float sum = 0;
#pragma unroll 1
  for (int c = threadIdx.x % WARP; c < columns; c += WARP) sum += value(c);
  return warp_sum(sum);
}

// to[c] = value(c) for all columns.
template <class Value>
DEVICE void write_row(float* to, int columns, Value value) {
#pragma unroll 1
  for (int c = threadIdx.x % WARP; c < columns; c += WARP) to[c] = value(c);
}

DEVICE float row_max(const float* x, int columns) {
  float maximum = -INFINITY;
#pragma unroll 1
  for (int c = threadIdx.x % WARP; c < columns; c += WARP) maximum = fmaxf(maximum, x[c]);
  return warp_max(maximum);
}

KERNEL(SOFTMAX_THREADS)
softmax_forward(const float* __restrict__ x, float* __restrict__ y, int rows, int columns) {
  for_each_row(rows, [=](long long row) {
    const float* from = x + row * columns;
    const float maximum = row_max(from, columns);
    const float sum = row_sum(columns, [=](int c) { return expf(from[c] - maximum); });
    write_row(y + row * columns, columns, [=](int c) { return expf(from[c] - maximum) / sum; });
  });
}

KERNEL(SOFTMAX_THREADS)
softmax_backward(const float* __restrict__ y, const float* __restrict__ dy, float* __restrict__ dx,
                 int rows, int columns) {
  for_each_row(rows, [=](long long row) {
    const float* p = y + row * columns;
    const float* g = dy + row * columns;
    const float inner = row_sum(columns, [=](int c) { return p[c] * g[c]; });
    write_row(dx + row * columns, columns, [=](int c) { return p[c] * (g[c] - inner); });
  });
}

KERNEL(SOFTMAX_THREADS)
cross_entropy(const float* __restrict__ x, const int* __restrict__ labels, float smoothing,
              float* __restrict__ dx, double* __restrict__ losses, int rows, int classes) {
  const float uniform = smoothing / classes;
  for_each_row(rows, [=](long long row) {
    const float* logits = x + row * classes;
    const int label = labels[row];
    const auto target = [=](int c) { return uniform + (c == label ? 1 - smoothing : 0); };
    const float maximum = row_max(logits, classes);
    const float sum = row_sum(classes, [=](int c) { return expf(logits[c] - maximum); });
    const float shift = maximum + logf(sum);
    const float loss =
        row_sum(classes, [=](int c) { return target(c) * (shift - logits[c]); });
    write_row(dx + row * classes, classes, [=](int c) {
      return (expf(logits[c] - maximum) / sum - target(c)) / rows;
    });
    if (threadIdx.x % WARP == 0) losses[row] = loss;
  });
}
