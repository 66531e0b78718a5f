// Sums over the rows of a (rows, columns) matrix. A block takes COLUMNS neighbouring columns, 32
// bytes of a row and so one sector of memory, and LANES rows at a time; whole blocks take further
// groups of columns. Each column is summed by one block in a fixed order.

#pragma once

#include "sums.cuh"

constexpr int COLUMNS = 8;
constexpr int COLUMN_THREADS = 512;
constexpr int LANES = COLUMN_THREADS / COLUMNS;
constexpr int COLUMN_WARPS = COLUMN_THREADS / WARP;

// Two sums that are taken in one pass.
struct Pair {
  float first = 0, second = 0;
};

DEVICE Pair operator+(Pair a, Pair b) { return {a.first + b.first, a.second + b.second}; }

// Number of groups of COLUMNS columns.
DEVICE int column_groups(int columns) { return (columns + COLUMNS - 1) / COLUMNS; }

// This thread's column in a group.
DEVICE int column_of(int group) { return group * COLUMNS + threadIdx.x % COLUMNS; }

// This thread's share of Σ value(row), a float or a Pair, four neighbours of the share at a time.
template <class T, class Value>
DEVICE T lane_sum(int rows, Value value) {
  T sum{};
  int row = threadIdx.x / COLUMNS;
#pragma unroll 1
  for (; row < rows - 3 * LANES; row += 4 * LANES) {
    sum = sum + ((value(row) + value(row + LANES)) +
                 (value(row + 2 * LANES) + value(row + 3 * LANES)));
  }
#pragma unroll 1
  for (; row < rows; row += LANES) sum = sum + value(row);
  return sum;
}

// Sum over the lanes of each column, in every lane; `shared` has room for COLUMN_WARPS · COLUMNS
// values and may be used again at once. All threads of the block take part.
DEVICE float column_sum(float value, float* shared) {
  for (int distance = COLUMNS; distance < WARP; distance *= 2) {
    value += __shfl_xor_sync(ALL_LANES, value, distance);
  }
  const int lane = threadIdx.x % WARP;
  if (lane < COLUMNS) shared[threadIdx.x / WARP * COLUMNS + lane] = value;
  __syncthreads();
  float sum = 0;
  for (int warp = 0; warp < COLUMN_WARPS; warp++) {
    sum += shared[warp * COLUMNS + threadIdx.x % COLUMNS];
  }
  __syncthreads();
  return sum;
}

DEVICE Pair column_sum(Pair value, float* shared) {
  const float first = column_sum(value.first, shared);
  return {first, column_sum(value.second, shared)};
}
