// Parts of the checks of ranges, for copies: they take undefined bytes along without a report.
#pragma once

#include "memory/allocation.h"

namespace emulator {

// The live allocation that all the bytes are in; otherwise null, and a report.
Allocation* checked_range(const void* address, size_t bytes, const char* what);

// Tells the race detector that the operation that runs now touches the bytes.
void check_order(Allocation& memory, size_t offset, size_t bytes, bool write, const char* what);

}  // namespace emulator
