// Updates of a flat buffer of n parameters in place, one pass each; f is `factor`, and where
// `squared_norm`, ‖g‖², is not null, f = factor·min(1, maximum / (‖factor·g‖ + 10⁻⁶)), which clips
// by the global norm.
//
//   sgd_momentum  v ← momentum·v + (f·g + decay·p); p ← p − rate·v
//   adam          d = f·g, plus decay·p unless `decoupled`;
//                 m ← β₁·m + (1 − β₁)·d; v ← β₂·v + (1 − β₂)·d²;
//                 p ← p − rate·(m / correction₁) / (√(v / correction₂) + ε), where `decoupled`
//                 first shrinks p by the factor 1 − rate·decay; correction_i = 1 − β_i^step
//
// Launch: OPTIMIZER_THREADS threads a block, any grid; no shared memory.
// Numerics: float32.

#include "grid.cuh"

constexpr int OPTIMIZER_THREADS = 256;

// f; not a number where the norm is none, so that no such step goes unseen.
DEVICE float clipped(float factor, const float* squared_norm, float maximum) {
  constexpr float EPSILON = 1e-6f;
  if (squared_norm == nullptr) return factor;
  const float bound = maximum / (fabsf(factor) * sqrtf(*squared_norm) + EPSILON);
  return bound >= 1 ? factor : factor * bound;
}

KERNEL(OPTIMIZER_THREADS)
sgd_momentum(float* __restrict__ p, const float* __restrict__ g, float* __restrict__ v, int n,
             float rate, float momentum, float decay, float factor,
             const float* __restrict__ squared_norm, float maximum) {
  const float f = clipped(factor, squared_norm, maximum);
#pragma unroll 1
  for (long long i = grid_thread(); i < n; i += grid_threads()) {
    const float velocity = momentum * v[i] + (f * g[i] + decay * p[i]);
    v[i] = velocity;
    p[i] -= rate * velocity;
  }
}

KERNEL(OPTIMIZER_THREADS)
adam(float* __restrict__ p, const float* __restrict__ g, float* __restrict__ m,
     float* __restrict__ v, int n, float rate, float beta1, float beta2, float epsilon, float decay,
     int decoupled, float correction1, float correction2, float factor,
     const float* __restrict__ squared_norm, float maximum) {
  const float f = clipped(factor, squared_norm, maximum);
  const float coupled = decoupled ? 0 : decay;
  const float shrink = decoupled ? 1 - rate * decay : 1;
  const float corrected_rate = rate / correction1;
  const float root = 1 / sqrtf(correction2);
#pragma unroll 1
  for (long long i = grid_thread(); i < n; i += grid_threads()) {
    const float d = f * g[i] + coupled * p[i];
    const float first = beta1 * m[i] + (1 - beta1) * d;
    const float second = beta2 * v[i] + (1 - beta2) * d * d;
    m[i] = first;
    v[i] = second;
    p[i] = shrink * p[i] - corrected_rate * first / (sqrtf(second) * root + epsilon);
  }
}
