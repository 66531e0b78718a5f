// What the tests of planted defects share.
#pragma once

#include "device.h"

// A kernel of defects.cu.
inline Function defect(const char* name) {
  return function(load(read_text(TESTS "/defects.ptx")), name);
}

inline DevicePointer ones(size_t count) { return upload(std::vector<float>(count, 1.0f)); }

inline void start_races() {
  start_device();
  EQUAL(emulator_configure("races", "on"), 0);
}
