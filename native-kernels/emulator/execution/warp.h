// A warp: 32 threads that run together as long as they take the same way, the lanes that are
// farthest behind first. A lane waits at barriers and at operations of the warp.
#pragma once

#include <cstdint>
#include <vector>

#include "execution/program.h"

namespace emulator {

struct Block;

// Ends a launch; the device is of no use until its context is reset. Reported before it is thrown.
struct Fault {
  int status;
};

struct Warp {
  Block& block;
  unsigned index;                   // in the block
  uint8_t* registers;
  Mask exited = 0;                  // and lanes that the block does not have
  Mask ready = 0;
  Mask at_barrier = 0;
  Mask at_warp = 0;                 // at an operation of the warp
  uint32_t pc[LANES] = {};          // of lanes that do not run
  uint64_t steps = 0;
  std::vector<uint32_t> clocks;     // [a][b]: warp barriers of lane b that lane a knows to be past

  Warp(Block& in, unsigned number, uint8_t* storage)
      : block(in), index(number), registers(storage) {}

  template <class T>
  T* at(uint32_t offset) {
    return reinterpret_cast<T*>(registers + offset);
  }

  // The lanes of a predicate operand.
  Mask predicate(uint32_t offset, bool negated) {
    const Mask lanes = *at<Mask>(offset);
    return negated ? ~lanes : lanes;
  }

  // Starts all over, with the lanes of the given mask.
  void start(Mask exist);

  // Runs until every lane has left or waits for others; whether anything ran.
  bool run();

  // Lanes pass a barrier of the warp: their memory is ordered.
  void order(Mask lanes);

 private:
  Mask choose();
  void run_group(Mask group);
  uint32_t next_waiting(Mask group) const;
  bool complete(const Instruction& instruction, Mask lanes);
  bool release();
  Mask peers(unsigned lane);
  void leave(Mask lanes, uint32_t from);
  void stop(Mask& group, Mask lanes, Mask& at, uint32_t from);
};

}  // namespace emulator
