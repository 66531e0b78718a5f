// Draws of architectures for all decisions of all target devices in one launch, and their
// gradients: SamplingKernels with the same random numbers as on the CPU. alpha, z, probabilities, dz
// and dalpha (devices, decisions, choices).
//
//   REINMAX         π = softmax(α), the draw D is the first choice whose cumulative probability
//                   exceeds a uniform number; z = D, one-hot; dα = 2·J(½(π + D))dz − ½·J(π)dz with
//                   J(p)v = p ⊙ v − p⟨p, v⟩
//   GUMBEL_SOFTMAX  p = softmax((α + G) / τ) with Gumbel noise G; z one-hot at its largest;
//                   dα = J(p)dz / τ
//   SOFTMAX         z = p = softmax(α / τ); dα = J(p)dz / τ
//
// `method` is the ordinal of SamplingKernels.Method. `streams` (devices, 3) holds key, stream number
// and position of each device's Philox, from where REINMAX makes `decisions` draws, GUMBEL_SOFTMAX
// 2·decisions·choices and SOFTMAX none. `probabilities` is π or p.
//
// Launch: SAMPLING_THREADS threads a block, any grid; a thread takes a row. No shared memory.
// Numerics: probabilities in float64, so a choice differs from Java's only where the last bits of
// an exponential decide it; the gradients in float64 from `probabilities`, which are float32.

#include "philox.cuh"

constexpr int SAMPLING_THREADS = 128;

enum SamplingMethod { REINMAX, GUMBEL_SOFTMAX, SOFTMAX };

// Gumbel noise from the two draws at the stream's position.
DEVICE float gumbel(PhiloxStream stream) {
  constexpr double SMALLEST_NORMAL = 0x1p-1022;
  return static_cast<float>(-log(fmax(stream.next_exponential(), SMALLEST_NORMAL)));
}

// The first of the largest.
DEVICE int argmax(const float* values, int count) {
  int best = 0;
#pragma unroll 1
  for (int i = 1; i < count; i++) {
    if (values[i] > values[best]) best = i;
  }
  return best;
}

// softmax(logits / temperature) of one row.
struct Distribution {
  const float* logits;
  int count;
  double temperature, maximum, sum;

  DEVICE Distribution(const float* row, int choices, double tau, float largest)
      : logits(row), count(choices), temperature(tau), maximum(largest), sum(0) {
#pragma unroll 1
    for (int i = 0; i < count; i++) sum += weight(i);
  }

  DEVICE double weight(int i) const { return exp((logits[i] - maximum) / temperature); }

  DEVICE double probability(int i) const { return weight(i) / sum; }

  // The first whose cumulative probability exceeds `uniform`.
  DEVICE int draw(double uniform) const {
    double cumulative = 0;
#pragma unroll 1
    for (int i = 0; i < count; i++) {
      cumulative += probability(i);
      if (cumulative > uniform) return i;
    }
    return count - 1;
  }
};

KERNEL(SAMPLING_THREADS)
sample_architectures(const float* __restrict__ alpha, const Bits64* __restrict__ streams,
                     int method, float temperature, float* z, float* probabilities, int devices,
                     int decisions, int choices) {
  const int rows = devices * decisions;
#pragma unroll 1
  for (long long row = grid_thread(); row < rows; row += grid_threads()) {
    const int device = static_cast<int>(row) / decisions;
    const int decision = static_cast<int>(row) % decisions;
    PhiloxStream stream = {streams[3 * device], streams[3 * device + 1], streams[3 * device + 2]};
    float* gates = z + row * choices;
    // The perturbed logits lie where the gates will.
#pragma unroll 1
    for (int i = 0; i < choices; i++) {
      const Bits64 drawn = 2ull * (static_cast<Bits64>(decision) * choices + i);
      const float noise = method == GUMBEL_SOFTMAX
                              ? gumbel({stream.key, stream.stream, stream.position + drawn})
                              : 0;
      gates[i] = alpha[row * choices + i] + noise;
    }
    int choice = argmax(gates, choices);
    const Distribution p(gates, choices, method == REINMAX ? 1 : temperature, gates[choice]);
    if (method == REINMAX) {
      stream.position += decision;
      choice = p.draw(stream.next_float());
    }
#pragma unroll 1
    for (int i = 0; i < choices; i++) {
      const float probability = static_cast<float>(p.probability(i));
      probabilities[row * choices + i] = probability;
      gates[i] = method == SOFTMAX ? probability : i == choice;
    }
  }
}

// J(p)v = p ⊙ v − p⟨p, v⟩ for p = keep·probabilities + (1 − keep)·gates.
struct JacobianProduct {
  const float *probabilities, *gates, *v;
  double keep, inner;

  DEVICE JacobianProduct(const float* pi, const float* z, const float* dz, double share, int count)
      : probabilities(pi), gates(z), v(dz), keep(share), inner(0) {
#pragma unroll 1
    for (int i = 0; i < count; i++) inner += p(i) * v[i];
  }

  DEVICE double p(int i) const { return keep * probabilities[i] + (1 - keep) * gates[i]; }

  DEVICE double at(int i) const { return p(i) * (v[i] - inner); }
};

KERNEL(SAMPLING_THREADS)
sample_architectures_backward(const float* __restrict__ dz, const float* __restrict__ z,
                              const float* __restrict__ probabilities, int method,
                              float temperature, float* __restrict__ dalpha, int rows,
                              int choices) {
#pragma unroll 1
  for (long long row = grid_thread(); row < rows; row += grid_threads()) {
    const long long start = row * choices;
    const float *pi = probabilities + start, *gates = z + start, *g = dz + start;
    const JacobianProduct first(pi, gates, g, 1, choices);
    const JacobianProduct second(pi, gates, g, 0.5, choices);
#pragma unroll 1
    for (int i = 0; i < choices; i++) {
      dalpha[start + i] =
          static_cast<float>(method == REINMAX ? 2 * second.at(i) - first.at(i) / 2
                                             : first.at(i) / temperature);
    }
  }
}
