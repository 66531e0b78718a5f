// Counters of what the device did.

#include "core/counters.h"

#include <mutex>

#include "core/launches.h"
#include "core/options.h"

namespace emulator {
namespace {

constexpr const char* NAMES[] = {
    "launches", "copies_to_device", "bytes_to_device", "copies_to_host", "bytes_to_host",
    "copies_on_device", "bytes_on_device", "memsets", "synchronizations",
    "implicit_synchronizations", "allocations", "frees", "live_bytes", "peak_bytes",
    "live_allocations", "live_streams", "live_events", "live_modules", "events", "graph_launches",
    "blas_calls", "dnn_calls", "races", "errors", "uninitialized_reads", "unsupported_calls"};
constexpr int COUNT = static_cast<int>(Counter::COUNT);
static_assert(sizeof(NAMES) / sizeof(*NAMES) == COUNT, "a name for each counter");

long long values[COUNT];

bool survives_reset(Counter counter) {
  return counter == Counter::LIVE_BYTES || counter == Counter::LIVE_ALLOCATIONS ||
         counter == Counter::LIVE_STREAMS || counter == Counter::LIVE_EVENTS ||
         counter == Counter::LIVE_MODULES;
}

}  // namespace

void count(Counter counter, long long by) {
  const std::lock_guard<std::recursive_mutex> guard(device_lock());
  values[static_cast<int>(counter)] += by;
  if (counter != Counter::LIVE_BYTES) return;
  long long& peak = values[static_cast<int>(Counter::PEAK_BYTES)];
  if (peak < counted(Counter::LIVE_BYTES)) peak = counted(Counter::LIVE_BYTES);
}

long long counted(Counter counter) { return values[static_cast<int>(counter)]; }

long long counted(const std::string& name) {
  for (int i = 0; i < COUNT; i++) {
    if (name == NAMES[i]) return values[i];
  }
  return -1;
}

void reset_counters() {
  for (int i = 0; i < COUNT; i++) {
    if (!survives_reset(static_cast<Counter>(i))) values[i] = 0;
  }
  values[static_cast<int>(Counter::PEAK_BYTES)] = counted(Counter::LIVE_BYTES);
  forget_launches();
}

}  // namespace emulator
