// Batch normalisation in training, per channel of NHWC images read as x (rows, channels) with rows
// = batch·height·width; mean, variance, scale, shift and the sums are (channels).
//
//   statistics       mean = Σ x / rows, variance = Σ (x − mean)² / rows
//   apply            v = x̂·scale + shift with x̂ = (x − mean) / √(variance + ε), where scale and
//                    shift may be null: 1 and 0; with `relu` v = max(v, 0); y = v, or y += v with
//                    `accumulate`
//   backward_reduce  sum_dy = Σ dy and sum_dy_xhat = Σ dy·x̂: the gradients of shift and scale
//   backward_apply   dx = scale / √(variance + ε) · (dy − sum_dy / rows − x̂·sum_dy_xhat / rows)
//                    In both, dy counts as 0 where `rectified`, the y of an apply with `relu`, is
//                    not above 0; null for the others
//
// Launch: statistics and backward_reduce COLUMN_THREADS threads a block, any grid, best one block
// for each COLUMNS channels; apply and backward_apply APPLY_THREADS threads a block, any grid.
// Static shared memory only.
// Numerics: float32. Statistics take two passes, the mean and then the squares of the deviations
// from it, so that images far from 0 do not cancel.

#include "columns.cuh"

constexpr int APPLY_THREADS = 256;

KERNEL(COLUMN_THREADS)
batch_norm_statistics(const float* __restrict__ x, float* __restrict__ mean,
                      float* __restrict__ variance, int rows, int channels) {
  __shared__ float shared[COLUMN_WARPS * COLUMNS];
  for (int group = blockIdx.x; group < column_groups(channels); group += gridDim.x) {
    const int c = column_of(group);
    const bool inside = c < channels;
    const int count = inside ? rows : 0;
    const float* column = x + c;
    const float sum = lane_sum<float>(count, [=](int i) { return column[1ll * i * channels]; });
    const float centre = column_sum(sum, shared) / rows;
    const float squares = lane_sum<float>(count, [=](int i) {
      const float d = column[1ll * i * channels] - centre;
      return d * d;
    });
    const float total = column_sum(squares, shared);
    if (inside && threadIdx.x < COLUMNS) {
      mean[c] = centre;
      variance[c] = total / rows;
    }
  }
}

// For each channel of this thread, channel(c) gives what is done with the index of each of the
// thread's elements in it. Neighbouring threads have neighbouring elements, and what belongs to a
// channel is read once.
template <class Channel>
DEVICE void for_each_channel(int rows, int channels, Channel channel) {
  const int width = min(grid_threads(), channels);
  const int lanes = grid_threads() / width;
  const int lane = grid_thread() / width;
  if (lane >= lanes) return;
#pragma unroll 1
  for (long long c = grid_thread() % width; c < channels; c += width) {
    const auto element = channel(static_cast<int>(c));
#pragma unroll 1
    for (long long row = lane; row < rows; row += lanes) element(row * channels + c);
  }
}

KERNEL(APPLY_THREADS)
batch_norm_apply(const float* __restrict__ x, const float* __restrict__ mean,
                 const float* __restrict__ variance, const float* __restrict__ scale,
                 const float* __restrict__ shift, float epsilon, float* __restrict__ y, int rows,
                 int channels, int relu, int accumulate) {
  for_each_channel(rows, channels, [=](int c) {
    const float centre = mean[c];
    const float factor = (scale ? scale[c] : 1) / sqrtf(variance[c] + epsilon);
    const float constant = shift ? shift[c] : 0;
    return [=](long long i) {
      float value = (x[i] - centre) * factor + constant;
      if (relu && value < 0) value = 0;
      y[i] = accumulate ? y[i] + value : value;
    };
  });
}

// What a ReLU lets through of dy.
DEVICE float passed(const float* rectified, const float* dy, long long i) {
  return rectified && !(rectified[i] > 0) ? 0 : dy[i];
}

KERNEL(COLUMN_THREADS)
batch_norm_backward_reduce(const float* __restrict__ x, const float* __restrict__ mean,
                           const float* __restrict__ variance, float epsilon,
                           const float* __restrict__ rectified,
                           const float* __restrict__ dy, float* __restrict__ sum_dy,
                           float* __restrict__ sum_dy_xhat, int rows, int channels) {
  __shared__ float shared[COLUMN_WARPS * COLUMNS];
  for (int group = blockIdx.x; group < column_groups(channels); group += gridDim.x) {
    const int c = column_of(group);
    const bool inside = c < channels;
    const float centre = inside ? mean[c] : 0;
    const Pair sums = lane_sum<Pair>(inside ? rows : 0, [=](int row) {
      const long long i = 1ll * row * channels + c;
      const float g = passed(rectified, dy, i);
      return Pair{g, g * (x[i] - centre)};
    });
    const Pair total = column_sum(sums, shared);
    if (inside && threadIdx.x < COLUMNS) {
      sum_dy[c] = total.first;
      sum_dy_xhat[c] = total.second / sqrtf(variance[c] + epsilon);
    }
  }
}

KERNEL(APPLY_THREADS)
batch_norm_backward_apply(const float* __restrict__ x, const float* __restrict__ mean,
                          const float* __restrict__ variance, const float* __restrict__ scale,
                          float epsilon, const float* __restrict__ rectified,
                          const float* __restrict__ dy,
                          const float* __restrict__ sum_dy, const float* __restrict__ sum_dy_xhat,
                          float* __restrict__ dx, int rows, int channels) {
  for_each_channel(rows, channels, [=](int c) {
    const float centre = mean[c];
    const float inverse = 1 / sqrtf(variance[c] + epsilon);
    const float factor = (scale ? scale[c] : 1) * inverse;
    const float mean_dy = sum_dy[c] / rows;
    const float slope = sum_dy_xhat[c] / rows * inverse;
    return [=](long long i) {
      dx[i] = factor * (passed(rectified, dy, i) - mean_dy - (x[i] - centre) * slope);
    };
  });
}
