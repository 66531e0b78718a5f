// The end of what lives on a device.

#include <algorithm>
#include <vector>

#include "core/findings.h"
#include "driver/context.h"
#include "driver/events.h"
#include "driver/module.h"
#include "memory/allocation.h"
#include "queue/streams.h"
#include "queue/transfers.h"

namespace emulator {
namespace {

constexpr size_t MOST_TOLD = 8;

std::vector<Stream*> streams_of(int device) {
  std::vector<Stream*> found;
  for (Stream* stream : live_streams()) {
    if (stream->device == device) found.push_back(stream);
  }
  return found;
}

void report_leaks(int device) {
  const auto live = live_allocations(Place::DEVICE, device);
  for (size_t i = 0; i < std::min(live.size(), MOST_TOLD); i++) {
    report(kind::LEAK,
           format("allocation #%u of %zu bytes was not freed", live[i]->number, live[i]->bytes));
  }
  if (live.size() > MOST_TOLD) {
    report(kind::LEAK, format("%zu allocations more were not freed", live.size() - MOST_TOLD));
  }
  const std::pair<size_t, const char*> others[] = {{streams_of(device).size(), "streams"},
                                                   {count_events(device), "events"},
                                                   {count_modules(device), "modules"}};
  for (const auto& other : others) {
    if (!other.first) continue;
    report(kind::LEAK, format("%zu %s were not ended", other.first, other.second));
  }
}

}  // namespace

void end_device(int device, bool leaks) {
  wait_for_device(device);
  if (leaks) report_leaks(device);
  for (Stream* stream : streams_of(device)) destroy_stream(stream);
  end_events(device);
  end_modules(device);
  for (const Place place : {Place::DEVICE, Place::HOST, Place::REGISTERED}) {
    for (const Allocation* allocation : live_allocations(place, device)) {
      check_free_of_transfers(allocation->start, allocation->bytes);
      release(allocation->start, place);
    }
  }
  clear_sticky_error();
}

}  // namespace emulator
