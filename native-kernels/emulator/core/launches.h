// Launches told apart by kernel.
#pragma once

#include <cstdint>
#include <string>

namespace emulator {

// A launch was queued on the stream in this slot.
void count_launch(const std::string& kernel, uint16_t slot);

long long launches_of(const std::string& kernel);

// On how many different streams a kernel was launched.
long long launching_streams_of(const std::string& kernel);

void forget_launches();

}  // namespace emulator
