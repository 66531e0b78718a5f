// Reads PTX text.
#pragma once

#include <string>

#include "ptx/syntax.h"

namespace emulator::ptx {

// Throws Error where the text is not PTX, or has parts that the emulated device lacks.
Module parse(const std::string& text);

}  // namespace emulator::ptx
