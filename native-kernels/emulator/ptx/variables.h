// Declarations of variables and parameters.
#pragma once

#include "ptx/syntax.h"
#include "ptx/tokens.h"

namespace emulator::ptx {

// What follows the state space: attributes, type, name, size and initial value, without the end.
Variable parse_variable(Tokens& tokens);

}  // namespace emulator::ptx
