// The race detector's memory: for each four bytes who wrote them last and who read them since.
#pragma once

#include <cstddef>
#include <cstdint>

#include "queue/clock.h"

namespace emulator {

constexpr size_t GRANULE = 4;
constexpr uint16_t NO_THREAD = 0xffff;

// Who touched something: the operation, given by its stream's slot and its place in the stream,
// and the thread in it.
struct Access {
  uint32_t sequence;    // 0: nobody yet
  uint16_t slot;
  uint16_t thread;      // in the block; NO_THREAD for what is not a kernel
  uint32_t block;
  uint32_t epoch;       // barriers that the block has passed
  uint32_t warp_clock;  // warp barriers that the thread has passed
  uint32_t line : 24;   // of the PTX
  uint32_t bytes : 4;   // which of the four
  uint32_t atomic : 1;
  uint32_t write : 1;
};

// Somebody who touches something now, and what is known to have happened before.
struct Accessor {
  Access as;
  const Clock* clock;           // of the operation; null: all others are over
  const uint32_t* warp_clocks;  // for each lane of the warp: how far it was at our last meeting
};

struct Cell {
  Access write;
  Access reads[2];

  // Remembers an access; returns an earlier one that conflicts with it, or null. What is returned
  // is valid until the next call.
  const Access* record(const Accessor& accessor);
};

// Records an access of the given bytes from an offset within four on; returns the first conflict.
const Access* record_range(Cell* cells, size_t offset, size_t bytes, Accessor accessor);

}  // namespace emulator
