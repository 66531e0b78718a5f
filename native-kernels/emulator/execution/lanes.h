// Doing something for each lane of a mask.
#pragma once

#include "execution/program.h"

namespace emulator {

inline unsigned first_lane(Mask lanes) { return static_cast<unsigned>(__builtin_ctz(lanes)); }

inline unsigned popcount(Mask lanes) { return static_cast<unsigned>(__builtin_popcount(lanes)); }

// With all lanes the loop is one that the compiler turns into vector instructions. A result may
// lie where an operand does, but then lane by lane.
template <class Body>
inline __attribute__((always_inline)) void each_lane(Mask lanes, Body body) {
  if (lanes == ALL_LANES) {
#pragma GCC ivdep
    for (unsigned lane = 0; lane < LANES; lane++) body(lane);
  } else {
    for (; lanes; lanes &= lanes - 1) body(first_lane(lanes));
  }
}

}  // namespace emulator
