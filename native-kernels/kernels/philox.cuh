// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011), the same
// streams bit for bit as org.jmodnas.tensor.random.Philox: draw p of the stream named by a key and
// a stream number is word p mod 4 of the block with counter (p / 4, stream).

#pragma once

#include "grid.cuh"

typedef unsigned long long Bits64;

struct PhiloxBlock {
  unsigned word0, word1, word2, word3;
};

DEVICE PhiloxBlock philox_block(Bits64 key, Bits64 stream, Bits64 index) {
  constexpr Bits64 MULTIPLIER_0 = 0xD2511F53u, MULTIPLIER_1 = 0xCD9E8D57u;
  constexpr unsigned WEYL_0 = 0x9E3779B9u, WEYL_1 = 0xBB67AE85u;
  constexpr int ROUNDS = 10;
  unsigned c0 = static_cast<unsigned>(index), c1 = static_cast<unsigned>(index >> 32);
  unsigned c2 = static_cast<unsigned>(stream), c3 = static_cast<unsigned>(stream >> 32);
  unsigned k0 = static_cast<unsigned>(key), k1 = static_cast<unsigned>(key >> 32);
  for (int round = 0; round < ROUNDS; round++) {
    const Bits64 product0 = MULTIPLIER_0 * c0;
    const Bits64 product1 = MULTIPLIER_1 * c2;
    c0 = static_cast<unsigned>(product1 >> 32) ^ c1 ^ k0;
    c1 = static_cast<unsigned>(product1);
    c2 = static_cast<unsigned>(product0 >> 32) ^ c3 ^ k1;
    c3 = static_cast<unsigned>(product0);
    k0 += WEYL_0;
    k1 += WEYL_1;
  }
  return {c0, c1, c2, c3};
}

// Word 0 … 3 of a block.
DEVICE unsigned philox_word(PhiloxBlock block, unsigned word) {
  const unsigned low = word & 1 ? block.word1 : block.word0;
  const unsigned high = word & 1 ? block.word3 : block.word2;
  return word & 2 ? high : low;
}

// Uniform in [0, 1), a multiple of 2⁻²⁴.
DEVICE float unit_float(unsigned bits) { return (bits >> 8) * 0x1p-24f; }

// A stream at a position, with Philox's draws.
struct PhiloxStream {
  Bits64 key, stream, position;

  DEVICE unsigned next_bits() {
    const PhiloxBlock block = philox_block(key, stream, position / 4);
    return philox_word(block, position++ % 4);
  }

  DEVICE float next_float() { return unit_float(next_bits()); }

  // Uniform in [0, 1), a multiple of 2⁻⁵³.
  DEVICE double next_double() {
    const Bits64 high = static_cast<Bits64>(next_bits()) << 32;
    return static_cast<double>((high | next_bits()) >> 11) * 0x1p-53;
  }

  // Exponential of mean 1.
  DEVICE double next_exponential() { return -log1p(-next_double()); }
};
