// What names of variables stand for.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "execution/program.h"

namespace emulator::ptx {

struct Symbol {
  Space space;
  uint64_t value;  // an address, or an offset in shared memory or the parameters
};

using Symbols = std::map<std::string, Symbol>;

}  // namespace emulator::ptx
