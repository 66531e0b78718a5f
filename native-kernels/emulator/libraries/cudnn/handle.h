// The library context and queueing work on its stream.
#pragma once

#include <functional>
#include <string>

#include "cudnn/types.h"

namespace dnn {

struct Handle {
  void* stream = nullptr;
};

// Queues work on the handle's stream. It returns whether all memory that it touched was right.
int submit(const Handle& handle, const std::string& what, std::function<bool()> work);

// Waits for the stream, as functions do that measure; counted as an implicit synchronization.
int wait(const Handle& handle);

}  // namespace dnn
