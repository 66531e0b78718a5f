// The current device of each thread.

#include "core/current_device.h"

namespace emulator {
namespace {

thread_local int current = NO_CURRENT_DEVICE;

}  // namespace

int current_device() { return current; }

void set_current_device(int device) { current = device; }

}  // namespace emulator
