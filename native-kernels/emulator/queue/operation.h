// Work that was queued on a stream.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/device.h"
#include "queue/clock.h"

namespace emulator {

struct Operation;
struct Stream;
using OperationPointer = std::shared_ptr<Operation>;

// What an operation does. Work that a graph repeats is queued again each time.
struct Work {
  std::string what;
  Counter counter = Counter::COUNT;             // counted when queued
  long long bytes = 0;                          // as well, where it is a copy
  std::string kernel;                           // as well, where it is a launch
  std::function<int()> run;                     // a CUresult; may be empty
  // What the host does when the work is queued, and what is to run then; for work whose `run`
  // differs each time.
  std::function<std::function<int()>(const OperationPointer&)> prepare;
};

struct Operation {
  Work work;
  Stream* stream;
  int device;           // the stream's
  uint16_t slot;        // the stream's
  uint32_t sequence;    // place in the stream, from 1 on
  Clock clock;          // all that happens before, this operation included
  std::vector<OperationPointer> before;  // what must be done first and is not yet
  bool done = false;
  int64_t finished = 0;  // when, in nanoseconds
};

// What runs just now; null outside of queued work.
const Operation* current_operation();

// What an operation was, told by its place; empty where it is not known (races off).
std::string operation_name(uint16_t slot, uint32_t sequence);

}  // namespace emulator
