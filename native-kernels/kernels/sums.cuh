// Sums and maxima over warps, blocks and grids. The order of every sum is fixed by the sizes of
// grid and block, so a launch repeated gives the same bits.

#pragma once

#include "grid.cuh"

constexpr unsigned ALL_LANES = 0xFFFFFFFFu;

// Sum over the warp, in every lane.
template <class T>
DEVICE T warp_sum(T value) {
  for (int distance = WARP / 2; distance > 0; distance /= 2) {
    value += __shfl_xor_sync(ALL_LANES, value, distance);
  }
  return value;
}

// Maximum over the warp, in every lane.
DEVICE float warp_max(float value) {
  for (int distance = WARP / 2; distance > 0; distance /= 2) {
    value = fmaxf(value, __shfl_xor_sync(ALL_LANES, value, distance));
  }
  return value;
}

// Sum over a block of THREADS, in every thread; `shared` has room for THREADS / WARP values and may
// be used again at once.
template <int THREADS, class T>
DEVICE T block_sum(T value, T* shared) {
  const int lane = threadIdx.x % WARP;
  value = warp_sum(value);
  if (lane == 0) shared[threadIdx.x / WARP] = value;
  __syncthreads();
  value = warp_sum(lane < THREADS / WARP ? shared[lane] : T{0});
  __syncthreads();
  return value;
}

// This thread's share of Σ value(i), i = first, first + step, … below n: four neighbours of the
// share are summed in float32, which keeps four loads in flight and spares devices with few
// float64 units; all further sums are float64.
template <class Value>
DEVICE double strided_sum(long long first, long long step, int n, Value value) {
  double sum = 0;
  long long i = first;
#pragma unroll 1
  for (; i + 3 * step < n; i += 4 * step) {
    sum += (value(i) + value(i + step)) + (value(i + 2 * step) + value(i + 3 * step));
  }
#pragma unroll 1
  for (; i < n; i += step) sum += value(i);
  return sum;
}

// This thread's share of a sum over the whole grid.
template <class Value>
DEVICE double grid_sum(int n, Value value) {
  return strided_sum(grid_thread(), grid_threads(), n, value);
}
