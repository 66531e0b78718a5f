// Generic addresses of what is not device memory: a number above all real addresses.
#pragma once

#include <cstdint>

namespace emulator {

constexpr unsigned WINDOW_SHIFT = 56;
constexpr uint64_t SHARED_WINDOW = uint64_t{1} << WINDOW_SHIFT;
constexpr uint64_t PARAMETER_WINDOW = uint64_t{2} << WINDOW_SHIFT;
constexpr uint64_t WINDOW_MASK = uint64_t{0xff} << WINDOW_SHIFT;

}  // namespace emulator
