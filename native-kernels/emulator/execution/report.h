// Findings within a kernel, told with kernel, block, thread and line.
#pragma once

#include <string>

#include "execution/block.h"

namespace emulator {

// "kernel k, block (0,0,0), thread (1,0,0), PTX line 7".
std::string place(const Warp& warp, const Instruction& instruction, unsigned lane);

// Reports and throws Fault.
[[noreturn]] void fail(int status, const char* kind, const std::string& text);
[[noreturn]] void report_timeout(const Warp& warp, const Instruction& instruction);
[[noreturn]] void report_not_named(const Warp& warp, const Instruction& instruction, unsigned lane,
                                   Mask named);
[[noreturn]] void report_divergence(const Block& block, uint32_t one, uint32_t other);
[[noreturn]] void report_deadlock(const Block& block, uint64_t waiting, uint64_t live);

// Reports, once a launch; the kernel goes on.
void report_returned(const Block& block, uint32_t place, uint64_t live);
void report_once(Launch& launch, const char* kind, uint32_t line, uint32_t other,
                 const std::string& text);

}  // namespace emulator
