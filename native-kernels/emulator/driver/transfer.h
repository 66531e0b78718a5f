// Copies and fills as work of streams.
#pragma once

#include "driver/call.h"
#include "queue/streams.h"

namespace emulator {

enum class Direction { TO_DEVICE, TO_HOST, ON_DEVICE };

struct Copy {
  void* to;
  const void* from;
  size_t bytes;
  Direction direction;
};

// Checks a copy and queues it; one that is not asynchronous is waited for where the host takes
// part. A CUresult.
int copy_now(const Copy& copy);
int copy_async(const Copy& copy, void* stream);

// Fills `count` elements of `width` bytes. A CUresult.
int fill(DevicePointer at, uint32_t value, unsigned width, size_t count, void* stream);

}  // namespace emulator
