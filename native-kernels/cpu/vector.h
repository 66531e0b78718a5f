// Vectors of floats by the extension of GCC and Clang, so that one source serves every processor.
#pragma once

#define INLINE inline __attribute__((always_inline))

namespace JMODNAS_ISA {

typedef float Narrow __attribute__((vector_size(32)));

// The widest vectors of the instruction set, for channels that fill them.
#ifdef __AVX512F__
typedef float Wide __attribute__((vector_size(64)));
constexpr int GEMM_ROWS = 12;        // 12 x 2 sums, 2 right sides and 1 left side in 32 registers
constexpr int ACCUMULATE_ROWS = 8;
#else
typedef Narrow Wide;
constexpr int GEMM_ROWS = 6;         // 6 x 2 sums, 2 right sides and 1 left side in 16 registers
constexpr int ACCUMULATE_ROWS = 4;
#endif

template <class V>
constexpr int lanes() {
  return sizeof(V) / sizeof(float);
}

template <class V>
INLINE V load(const float* from) {
  typedef V Unaligned __attribute__((aligned(4), may_alias));
  return *reinterpret_cast<const Unaligned*>(from);
}

template <class V>
INLINE void store(float* to, V value) {
  typedef V Unaligned __attribute__((aligned(4), may_alias));
  *reinterpret_cast<Unaligned*>(to) = value;
}

template <class V>
INLINE V broadcast(float value) {
  return value - V{};
}

}  // namespace JMODNAS_ISA
