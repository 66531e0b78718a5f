// Which device a thread works on: that of its current context.
#pragma once

namespace emulator {

constexpr int MOST_DEVICES = 4;
constexpr int NO_CURRENT_DEVICE = -1;

int current_device();
void set_current_device(int device);

}  // namespace emulator
