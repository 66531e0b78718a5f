// The products of transformed tiles and filters, position by position.
#pragma once

#include <cstddef>

#include "transforms.h"
#include "vector.h"

namespace JMODNAS_ISA {

constexpr int POSITIONS = PATCH * PATCH;
constexpr int BLOCK = 24;    // tiles that are multiplied together
constexpr int STAGGER = 16;  // keeps the positions of a block off the same cache sets

// Floats between two positions of a block of transformed tiles, (36, BLOCK, channels).
inline size_t pitch(int channels) { return static_cast<size_t>(BLOCK) * channels + STAGGER; }

// m[ROWS][COLUMNS vectors] = v[ROWS][depth] u[depth][COLUMNS vectors]
template <class V, int ROWS, int COLUMNS>
INLINE void multiply_piece(const float* v, int depth, const float* u, int width, float* m) {
  constexpr int LANES = lanes<V>();
  V sum[ROWS][COLUMNS] = {};
  for (int c = 0; c < depth; c++) {
    V right[COLUMNS];
#pragma GCC unroll 4
    for (int j = 0; j < COLUMNS; j++) right[j] = load<V>(u + c * width + j * LANES);
#pragma GCC unroll 16
    for (int i = 0; i < ROWS; i++) {
      const V left = broadcast<V>(v[i * depth + c]);
#pragma GCC unroll 4
      for (int j = 0; j < COLUMNS; j++) sum[i][j] += left * right[j];
    }
  }
#pragma GCC unroll 16
  for (int i = 0; i < ROWS; i++) {
#pragma GCC unroll 4
    for (int j = 0; j < COLUMNS; j++) store(m + i * width + j * LANES, sum[i][j]);
  }
}

// Position by position, m (BLOCK, out) = v (BLOCK, in) u (in, out).
template <class V>
void multiply(const float* v, const float* u, int in, int out, float* m) {
  constexpr int LANES = lanes<V>();
  for (int p = 0; p < POSITIONS; p++) {
    const float* left = v + p * pitch(in);
    const float* right = u + static_cast<size_t>(p) * in * out;
    float* to = m + p * pitch(out);
    int k = 0;
    for (; k + 2 * LANES <= out; k += 2 * LANES) {
      for (int t = 0; t < BLOCK; t += GEMM_ROWS) {
        multiply_piece<V, GEMM_ROWS, 2>(left + t * in, in, right + k, out, to + t * out + k);
      }
    }
    if (k < out) {
      for (int t = 0; t < BLOCK; t += GEMM_ROWS) {
        multiply_piece<V, GEMM_ROWS, 1>(left + t * in, in, right + k, out, to + t * out + k);
      }
    }
  }
}

// du[ROWS][COLUMNS vectors] += z[BLOCK][ROWS]^T v[BLOCK][COLUMNS vectors]
template <class V, int ROWS, int COLUMNS>
INLINE void accumulate_piece(const float* z, int out, const float* v, int in, float* du) {
  constexpr int LANES = lanes<V>();
  V sum[ROWS][COLUMNS];
#pragma GCC unroll 16
  for (int i = 0; i < ROWS; i++) {
#pragma GCC unroll 4
    for (int j = 0; j < COLUMNS; j++) sum[i][j] = load<V>(du + i * in + j * LANES);
  }
  for (int t = 0; t < BLOCK; t++) {
    V right[COLUMNS];
#pragma GCC unroll 4
    for (int j = 0; j < COLUMNS; j++) right[j] = load<V>(v + t * in + j * LANES);
#pragma GCC unroll 16
    for (int i = 0; i < ROWS; i++) {
      const V left = broadcast<V>(z[t * out + i]);
#pragma GCC unroll 4
      for (int j = 0; j < COLUMNS; j++) sum[i][j] += left * right[j];
    }
  }
#pragma GCC unroll 16
  for (int i = 0; i < ROWS; i++) {
#pragma GCC unroll 4
    for (int j = 0; j < COLUMNS; j++) store(du + i * in + j * LANES, sum[i][j]);
  }
}

// Position by position, du (out, in) += z (BLOCK, out)^T v (BLOCK, in).
template <class V>
void accumulate(const float* z, const float* v, int in, int out, float* du) {
  constexpr int LANES = lanes<V>();
  for (int p = 0; p < POSITIONS; p++) {
    const float* left = z + p * pitch(out);
    const float* right = v + p * pitch(in);
    float* to = du + static_cast<size_t>(p) * in * out;
    for (int k = 0; k < out; k += ACCUMULATE_ROWS) {
      int c = 0;
      for (; c + 2 * LANES <= in; c += 2 * LANES) {
        accumulate_piece<V, ACCUMULATE_ROWS, 2>(left + k, out, right + c, in, to + k * in + c);
      }
      if (c < in) {
        accumulate_piece<V, ACCUMULATE_ROWS, 1>(left + k, out, right + c, in, to + k * in + c);
      }
    }
  }
}

}  // namespace JMODNAS_ISA
