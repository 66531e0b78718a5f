// Reading the counters; counting itself is part of the device's interface.
#pragma once

#include <string>

#include "core/device.h"

namespace emulator {

long long counted(Counter counter);

// By the counter's name in lower case; -1 for a name that is none.
long long counted(const std::string& name);

// Forgets everything but what is alive.
void reset_counters();

}  // namespace emulator
