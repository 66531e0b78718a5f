// From a kernel's text to the program that the interpreter runs.
#pragma once

#include <string>

#include "execution/program.h"
#include "ptx/symbols.h"
#include "ptx/syntax.h"

namespace emulator::ptx {

// The variables of the module are known by the symbols. Throws Error for what is not interpreted.
Program decode(const Module& module, const Entry& entry, Symbols symbols);

}  // namespace emulator::ptx
