// Checked access of threads to memory.
#pragma once

#include <cstddef>
#include <cstdint>

#include "execution/warp.h"

namespace emulator {

enum class Touch { READ, WRITE, ATOMIC };

// Where a lane's operand lies. What is wrong is reported; throws Fault where the device would stop.
uint8_t* reach(Warp& warp, const Instruction& instruction, unsigned lane, size_t bytes,
               Touch touch);

// Where the operands of all lanes lie if they lie side by side, in one allocation, with nothing
// wrong; otherwise null, and nothing was done.
uint8_t* reach_together(Warp& warp, const Instruction& instruction, size_t bytes, Touch touch);

}  // namespace emulator
