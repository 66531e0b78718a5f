// Random numbers.
//
// y[i] = draw start + i of the stream (key, stream), uniform in [0, 1): Philox.nextFloat(), bit for
// bit. y (n).
// Launch: RANDOM_THREADS threads a block, any grid; no shared memory. A thread makes the draws of a
// whole block of the generator, up to four.

#include "philox.cuh"

constexpr int RANDOM_THREADS = 256;

KERNEL(RANDOM_THREADS)
philox_floats(Bits64 key, Bits64 stream, Bits64 start, float* __restrict__ y, int n) {
  const Bits64 first = start / 4;
  const int skipped = static_cast<int>(start % 4);
  const long long blocks = (static_cast<long long>(skipped) + n + 3) / 4;
#pragma unroll 1
  for (long long b = grid_thread(); b < blocks; b += grid_threads()) {
    const PhiloxBlock block = philox_block(key, stream, first + b);
    for (int word = 0; word < 4; word++) {
      const long long i = 4 * b + word - skipped;
      if (i >= 0 && i < n) y[i] = unit_float(philox_word(block, word));
    }
  }
}
