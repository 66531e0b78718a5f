// Gradients of the gates of one node, whose value is Σ_e (z[e, a]·o_a + Σ_{i≠a} z[e, i]) over its
// incoming edges e with sampled operation a and output o_a (SamplingKernels.gateGradients):
// ∂L/∂z[e, a] = ⟨g, o_a⟩, or 0 where the output is zero and left out, and ∂L/∂z[e, i] = Σ g.
//
//   gate_gradients_partial  partial[k, b] = block b's share of ⟨g, outputs[k]⟩ for k < count ≤
//                           MAX_TERMS, and of Σ g for k = count; g and outputs (n), partial
//                           (count + 1, grid blocks)
//   gate_gradients          dz[decision, …] of each edge from partial; `blocks` is the grid of the
//                           first kernel. dz (decisions, choices); rows of other decisions become
//                           0, or with `keep` stay as they are
//
// Launch: gate_gradients_partial GATE_THREADS threads a block, any grid; gate_gradients one block
// of GATE_THREADS. Static shared memory only.
// Numerics: as the sums of reduction.cu; bits depend on the grid of the first kernel alone.

#include "sums.cuh"
#include "terms.cuh"

constexpr int GATE_THREADS = 256;
constexpr int GATE_WARPS = GATE_THREADS / WARP;

// Incoming edges of a node.
struct GatedEdges {
  int decision[MAX_TERMS];  // row of dz
  int choice[MAX_TERMS];    // sampled operation a
  int term[MAX_TERMS];      // index of its output in `outputs`, or −1 where that is zero
};

KERNEL(GATE_THREADS)
gate_gradients_partial(const float* __restrict__ g, Terms outputs, int count,
                       double* __restrict__ partial, int n) {
  __shared__ double shared[GATE_WARPS];
#pragma unroll
  for (int k = 0; k < MAX_TERMS; k++) {
    if (k < count) {
      const float* __restrict__ output = outputs.at[k];
      const double product = grid_sum(n, [=](long long i) { return g[i] * output[i]; });
      const double total = block_sum<GATE_THREADS>(product, shared);
      if (threadIdx.x == 0) partial[k * gridDim.x + blockIdx.x] = total;
    }
  }
  const double sum = grid_sum(n, [=](long long i) { return g[i]; });
  const double total = block_sum<GATE_THREADS>(sum, shared);
  if (threadIdx.x == 0) partial[count * gridDim.x + blockIdx.x] = total;
}

KERNEL(GATE_THREADS)
gate_gradients(const double* __restrict__ partial, int blocks, int count, GatedEdges edges,
               int edge_count, float* __restrict__ dz, int decisions, int choices, int keep) {
  __shared__ float sums[MAX_TERMS + 1];
  for (int k = threadIdx.x / WARP; k <= count; k += GATE_WARPS) {
    double sum = 0;
    for (int b = threadIdx.x % WARP; b < blocks; b += WARP) sum += partial[k * blocks + b];
    sum = warp_sum(sum);
    if (threadIdx.x % WARP == 0) sums[k] = static_cast<float>(sum);
  }
  __syncthreads();
  for (int gate = threadIdx.x; gate < decisions * choices; gate += GATE_THREADS) {
    const int decision = gate / choices, choice = gate % choices;
    bool known = !keep;
    float value = 0;
#pragma unroll
    for (int e = 0; e < MAX_TERMS; e++) {
      if (e < edge_count && edges.decision[e] == decision) {
        const int term = choice == edges.choice[e] ? edges.term[e] : count;
        value = term < 0 ? 0 : sums[term];
        known = true;
      }
    }
    if (known) dz[gate] = value;
  }
}
