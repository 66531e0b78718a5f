// Weights of several tasks' gradients for multiple-gradient descent (MGDA, Désidéri 2012).
//
//   gram_matrix       gram[i, j] = ⟨gradient i, gradient j⟩; gradients (tasks, n), gram (tasks,
//                     tasks), float64
//   min_norm_weights  weights[t] = γ_t / ‖g_t‖ with the norms at least 10⁻¹² and γ the point of
//                     least norm in the hull of the gradients scaled to norm 1: the best pair, and
//                     from there Frank–Wolfe with exact line search (Sener and Koltun, 2018), as
//                     org.jmodnas.tensor.optim.MinNormSolver. gram as above, whose entries become
//                     those of the scaled gradients; weights (tasks)
//
// Launch: gram_matrix GRAM_THREADS threads a block, any grid, best tasks² blocks: each takes a pair,
// those below the diagonal nothing. min_norm_weights one block of MIN_NORM_THREADS, and at most as
// many tasks: a thread takes one. Static shared memory only.
// Numerics: entries of the Gram matrix are totals in float64 over sums of four float32 products;
// the weights are found in float64 with the roundings of Java, so that equal Gram matrices have
// equal weights.

#include "sums.cuh"
#include "unfused.cuh"

constexpr int GRAM_THREADS = 512;
constexpr int MIN_NORM_THREADS = 256;

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

// The a in [0, 1] that minimises ‖a·u + (1 − a)·v‖, from ⟨u, u⟩, ⟨u, v⟩ and ⟨v, v⟩.
DEVICE Unfused share(Unfused uu, Unfused uv, Unfused vv) {
  const Unfused denominator = uu + vv - 2 * uv;
  if (denominator <= 0) return uu <= vv ? 1 : 0;
  const Unfused a = (vv - uv) / denominator;
  return a <= 0 ? 0 : 1 < a ? 1 : a;
}

// Scales the gradients behind `gram` to norm 1 and writes the former norms. A thread takes a task.
DEVICE void scale_to_unit_norm(double* gram, int tasks, double* norms) {
  constexpr double SMALLEST_NORM = 1e-12;
  const int task = threadIdx.x;
  if (task < tasks) {
    const double norm = sqrt(gram[task * tasks + task]);
    norms[task] = norm < SMALLEST_NORM ? SMALLEST_NORM : norm;
  }
  __syncthreads();
  for (int k = threadIdx.x; k < tasks * tasks; k += MIN_NORM_THREADS) {
    gram[k] = (gram[k] / (Unfused(norms[k / tasks]) * norms[k % tasks])).value;
  }
  __syncthreads();
}

// The γ of least norm with at most two entries that are not 0: a thread looks for the best partner
// of its task behind it, and then all for the best of those pairs. `least` has room for all tasks.
DEVICE void best_pair(const double* gram, int tasks, double* least, double* gamma) {
  const int i = threadIdx.x;
  Unfused best = gram[0], share_of_i = 1;
  int partner = 0;
#pragma unroll 1
  for (int j = i + 1; j < tasks; j++) {
    const Unfused uu = gram[i * tasks + i], uv = gram[j * tasks + i], vv = gram[j * tasks + j];
    const Unfused a = share(uu, uv, vv), b = 1 - a;
    const Unfused norm = a * a * uu + 2 * a * b * uv + b * b * vv;
    if (norm < best) {
      best = norm;
      share_of_i = a;
      partner = j;
    }
  }
  if (i < tasks) {
    least[i] = best.value;
    gamma[i] = 0;
  }
  __syncthreads();
  int first = 0;
  for (int t = 1; t < tasks; t++) first = least[t] < least[first] ? t : first;
  if (i == first) {
    gamma[partner] = (1 - share_of_i).value;
    gamma[i] = share_of_i.value;
  }
  __syncthreads();
}

// Moves γ towards the task whose gradient has the least product with Σ γ_t g_t, and tells in all
// threads whether it moved. `products` has room for all tasks.
DEVICE bool frank_wolfe_step(const double* gram, int tasks, double* products, double* gamma) {
  constexpr double TOLERANCE = 1e-5;
  const int i = threadIdx.x;
  if (i < tasks) {
    Unfused product = 0;
    for (int j = 0; j < tasks; j++) product = product + Unfused(gram[j * tasks + i]) * gamma[j];
    products[i] = product.value;
  }
  __syncthreads();
  int best = 0;
  Unfused inner = 0;
  for (int t = 0; t < tasks; t++) {
    inner = inner + Unfused(gamma[t]) * products[t];
    best = products[t] < products[best] ? t : best;
  }
  const Unfused keep = share(inner, products[best], gram[best * tasks + best]);
  const Unfused change = (1 - keep) * (1 - Unfused(gamma[best]));
  __syncthreads();
  if (i < tasks) gamma[i] = (keep * gamma[i] + (i == best ? 1 - keep : 0)).value;
  __syncthreads();
  return !(2 * change < TOLERANCE);
}

KERNEL(MIN_NORM_THREADS)
min_norm_weights(double* gram, float* __restrict__ weights, int tasks) {
  constexpr int MAXIMUM_ITERATIONS = 250;
  __shared__ double norms[MIN_NORM_THREADS], gamma[MIN_NORM_THREADS], products[MIN_NORM_THREADS];
  scale_to_unit_norm(gram, tasks, norms);
  best_pair(gram, tasks, products, gamma);
  bool moved = tasks > 2;
#pragma unroll 1
  for (int iteration = 0; moved && iteration < MAXIMUM_ITERATIONS; iteration++) {
    moved = frank_wolfe_step(gram, tasks, products, gamma);
  }
  const int task = threadIdx.x;
  if (task < tasks) weights[task] = static_cast<float>(gamma[task] / norms[task]);
}
