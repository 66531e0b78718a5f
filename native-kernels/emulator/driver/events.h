// Events of the driver.
#pragma once

#include <cstddef>

namespace emulator {

// Those of a device: how many there are, and their end.
size_t count_events(int device);
void end_events(int device);

}  // namespace emulator
