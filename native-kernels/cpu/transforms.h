// The one-dimensional transforms of F(4, 3) with the points 0, ±1, ±2, ∞, and what applies them to
// the rows and columns of a square.
#pragma once

#include "vector.h"

namespace JMODNAS_ISA {

constexpr int TILE = 4;    // outputs of a tile, in each direction
constexpr int KERNEL = 3;  // taps of a filter, in each direction
constexpr int PATCH = 6;   // inputs of a tile, in each direction

// B^T d
struct InputTransform {
  template <class Read, class Write>
  INLINE void operator()(const Read& d, const Write& out) const {
    const auto d0 = d(0), d1 = d(1), d2 = d(2), d3 = d(3), d4 = d(4), d5 = d(5);
    const auto even = d4 - 4 * d2, odd = d3 - 4 * d1;
    const auto even2 = d4 - d2, odd2 = 2 * (d3 - d1);
    out(0, 4 * d0 - 5 * d2 + d4);
    out(1, even + odd);
    out(2, even - odd);
    out(3, even2 + odd2);
    out(4, even2 - odd2);
    out(5, 4 * d1 - 5 * d3 + d5);
  }
};

// A^T m
struct OutputTransform {
  template <class Read, class Write>
  INLINE void operator()(const Read& m, const Write& out) const {
    const auto m0 = m(0), m1 = m(1), m2 = m(2), m3 = m(3), m4 = m(4), m5 = m(5);
    const auto sum = m1 + m2, difference = m1 - m2, sum2 = m3 + m4, difference2 = m3 - m4;
    out(0, m0 + sum + sum2);
    out(1, difference + 2 * difference2);
    out(2, sum + 4 * sum2);
    out(3, difference + 8 * difference2 + m5);
  }
};

// A g, of the gradient of a tile of outputs
struct GradientTransform {
  template <class Read, class Write>
  INLINE void operator()(const Read& g, const Write& out) const {
    const auto g0 = g(0), g1 = g(1), g2 = g(2), g3 = g(3);
    const auto even = g0 + g2, odd = g1 + g3, even2 = g0 + 4 * g2, odd2 = 2 * g1 + 8 * g3;
    out(0, g0);
    out(1, even + odd);
    out(2, even - odd);
    out(3, even2 + odd2);
    out(4, even2 - odd2);
    out(5, g3);
  }
};

// G w
struct FilterTransform {
  template <class Read, class Write>
  INLINE void operator()(const Read& w, const Write& out) const {
    const auto w0 = w(0), w1 = w(1), w2 = w(2);
    const auto ends = (w0 + w2) * (-1.0f / 6), ends2 = w0 * (1.0f / 24) + w2 * (1.0f / 6);
    out(0, w0 * 0.25f);
    out(1, ends - w1 * (1.0f / 6));
    out(2, ends + w1 * (1.0f / 6));
    out(3, ends2 + w1 * (1.0f / 12));
    out(4, ends2 - w1 * (1.0f / 12));
    out(5, w2);
  }
};

// G^T u
struct FilterGradient {
  template <class Read, class Write>
  INLINE void operator()(const Read& u, const Write& out) const {
    const auto u0 = u(0), u1 = u(1), u2 = u(2), u3 = u(3), u4 = u(4), u5 = u(5);
    out(0, u0 * 0.25f - (u1 + u2) * (1.0f / 6) + (u3 + u4) * (1.0f / 24));
    out(1, (u2 - u1) * (1.0f / 6) + (u3 - u4) * (1.0f / 12));
    out(2, (u3 + u4 - u1 - u2) * (1.0f / 6) + u5);
  }
};

// T s T^T for the matrix T (TO, FROM) of a one-dimensional transform and a square s.
template <class V, int FROM, int TO, class Transform, class Read, class Write>
INLINE void transform(Transform one, const Read& s, const Write& out) {
  V rows[TO][FROM];
#pragma GCC unroll 6
  for (int j = 0; j < FROM; j++) {
    one([&](int i) { return s(i, j); }, [&](int i, V v) { rows[i][j] = v; });
  }
#pragma GCC unroll 6
  for (int i = 0; i < TO; i++) {
    one([&](int j) { return rows[i][j]; }, [&](int j, V v) { out(i, j, v); });
  }
}

}  // namespace JMODNAS_ISA
