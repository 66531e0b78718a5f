// A launch, and one thread block of it at a time.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <set>
#include <tuple>
#include <vector>

#include "execution/program.h"
#include "execution/warp.h"
#include "memory/shadow.h"

namespace emulator {

struct Dimensions {
  unsigned x, y, z;
  uint64_t count() const { return uint64_t{x} * y * z; }
};

struct Launch {
  const Program& program;
  Dimensions grid, threads;        // blocks, and threads of a block
  std::vector<uint8_t> parameters;
  size_t shared_bytes;             // static and dynamic
  std::set<std::tuple<const char*, uint32_t, uint32_t>> reported;  // so that each is told once
};

// The block that runs: its shared memory and its warps.
struct Block {
  Launch& launch;
  Dimensions index{0, 0, 0};
  uint32_t number = 0;                  // of the blocks of the launch
  std::vector<uint8_t> shared, shared_written;
  std::vector<Cell> shared_cells;       // of the race detector
  uint32_t shared_serial = 0;           // tells the cells of this block from those of earlier ones
  uint32_t epoch = 0;                   // barriers passed
  std::vector<Warp> warps;

  explicit Block(Launch& in);

  // Runs all threads of a block. Throws Fault.
  void run(uint32_t block);

 private:
  struct Free {
    void operator()(uint8_t* memory) const { std::free(memory); }
  };
  std::unique_ptr<uint8_t[], Free> registers_;
  std::vector<unsigned> order_;

  void set_constants(Warp& warp);
  void set_specials(Warp& warp);
  uint32_t special(Special special, unsigned thread) const;
  void start();
  bool pass_barrier();
  void check_barrier() const;
};

// Runs a launch: a CUresult.
int execute(Launch& launch);

}  // namespace emulator
