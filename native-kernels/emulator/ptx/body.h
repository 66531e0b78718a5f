// The body of a kernel.
#pragma once

#include "ptx/syntax.h"
#include "ptx/tokens.h"

namespace emulator::ptx {

// Reads a kernel's statements up to the end of its block.
void parse_body(Tokens& tokens, Entry& entry);

}  // namespace emulator::ptx
