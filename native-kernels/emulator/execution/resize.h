// Copying lanes between registers of different widths.
#pragma once

#include "execution/program.h"
#include "ptx/type.h"

namespace emulator::ptx {

// Operands: result of the given bits, source of the given type, whose sign is extended.
Handler resize_handler(Type from, unsigned bits);

}  // namespace emulator::ptx
