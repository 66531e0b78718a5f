// Arithmetic of floating-point numbers under another rounding than to the nearest.
#pragma once

#include "execution/program.h"
#include "ptx/type.h"

namespace emulator::ptx {

enum class Arithmetic { ADD, SUBTRACT, MULTIPLY, FUSED, DIVIDE, RECIPROCAL, SQUARE_ROOT };

Handler directed_handler(Arithmetic operation, Type type);

}  // namespace emulator::ptx
