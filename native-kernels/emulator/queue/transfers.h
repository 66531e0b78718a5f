// Copies between pinned memory and the device, between their queuing and the host's knowing that
// they are done. Until then the host must leave the memory alone: a source that it changes is
// reported; a destination holds bytes of 0xff (NaN) and gets the data only when the host has
// waited, so that reading too early shows under every schedule.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "queue/operation.h"

namespace emulator {

// What a copy to the host brings.
struct Delivery {
  uint8_t* to;
  std::vector<uint8_t> data;
  bool arrived = false;
};

// A copy from pinned memory was queued.
void watch_source(const OperationPointer& operation, const void* from, size_t bytes);

// A copy into pinned memory was queued.
void watch_destination(const OperationPointer& operation, const std::shared_ptr<Delivery>& copy);

// The device reads pinned memory: what its own copies brought there is there.
void deliver_into(const void* from, size_t bytes);

// Ends what the host knows to be done.
void settle_transfers(const Clock& host);

// The host frees pinned memory.
void check_free_of_transfers(const void* start, size_t bytes);

}  // namespace emulator
