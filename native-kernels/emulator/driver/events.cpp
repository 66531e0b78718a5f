// The driver's functions for events.

#include "driver/events.h"

#include <algorithm>
#include <set>

#include "core/current_device.h"
#include "core/findings.h"
#include "driver/call.h"
#include "queue/capture.h"
#include "queue/streams.h"

namespace emulator {

// A place in a stream, or in a capture of one.
struct Event {
  int device;
  unsigned flags;
  OperationPointer operation;  // null: never recorded, or captured
  CapturedPoint captured;
  bool in_capture = false;

  bool timed() const { return !(flags & 2); }
};

namespace {

std::set<Event*>& events() {
  static std::set<Event*>& all = *new std::set<Event*>;
  return all;
}

template <class Body>
int with_event(const char* function, Event* event, Body body) {
  return call(function, ALL, [&]() -> int {
    if (!events().count(event)) return INVALID_HANDLE;
    return body();
  });
}

void end(Event* event) {
  events().erase(event);
  count(Counter::LIVE_EVENTS, -1);
  delete event;
}

int record(Event& event, Stream& stream) {
  if (event.device != stream.device) {
    report(kind::CONTEXT, format("an event of device %d is recorded on a stream of device %d",
                                 event.device, stream.device));
    return INVALID_HANDLE;
  }
  event.in_capture = stream.capture != nullptr;
  event.operation = nullptr;
  if (stream.capture) {
    if (stream.capture->broken) return CAPTURE_INVALIDATED;
    event.captured = captured_point(stream);
    return SUCCESS;
  }
  Work work;
  work.what = "event";
  work.counter = Counter::EVENTS;
  return submit(stream, work, {}, &event.operation);
}

int wait(Stream& stream, const Event& event) {
  if (event.in_capture) return join_capture(stream, event.captured);
  if (stream.capture) {
    if (!event.operation) return SUCCESS;
    return break_capture(stream, "cuStreamWaitEvent", CAPTURE_ISOLATION);
  }
  if (!event.operation) return SUCCESS;
  Work work;
  work.what = "wait for an event";
  return submit(stream, work, {event.operation});
}

}  // namespace

size_t count_events(int device) {
  const auto& all = events();
  return static_cast<size_t>(std::count_if(
      all.begin(), all.end(), [=](const Event* event) { return event->device == device; }));
}

void end_events(int device) {
  const std::set<Event*> all = events();
  for (Event* event : all) {
    if (event->device == device) end(event);
  }
}

EMULATOR_EXPORT int cuEventCreate(Event** event, unsigned flags) {
  return call("cuEventCreate", ALL, [&] {
    *event = new Event{current_device(), flags, nullptr, {}};
    events().insert(*event);
    count(Counter::LIVE_EVENTS);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuEventDestroy_v2(Event* event) {
  return call("cuEventDestroy", CONTEXT, [&] {
    if (!events().count(event)) return INVALID_HANDLE;
    end(event);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuEventRecord(Event* event, void* handle) {
  return with_event("cuEventRecord", event, [&]() -> int {
    Stream* stream = stream_of(handle);
    return stream ? record(*event, *stream) : static_cast<int>(INVALID_HANDLE);
  });
}

EMULATOR_EXPORT int cuEventRecordWithFlags(Event* event, void* handle, unsigned) {
  return cuEventRecord(event, handle);
}

EMULATOR_EXPORT int cuStreamWaitEvent(void* handle, Event* event, unsigned) {
  return with_event("cuStreamWaitEvent", event, [&]() -> int {
    Stream* stream = stream_of(handle);
    return stream ? wait(*stream, *event) : static_cast<int>(INVALID_HANDLE);
  });
}

EMULATOR_EXPORT int cuEventSynchronize(Event* event) {
  return with_event("cuEventSynchronize", event, [&]() -> int {
    if (event->in_capture) return CAPTURED_EVENT;
    count(Counter::SYNCHRONIZATIONS);
    wait_for(event->operation);
    return sticky_error();
  });
}

EMULATOR_EXPORT int cuEventQuery(Event* event) {
  return with_event("cuEventQuery", event, [&]() -> int {
    if (event->in_capture) return CAPTURED_EVENT;
    if (!poll(event->operation)) return NOT_READY;
    return sticky_error();
  });
}

EMULATOR_EXPORT int cuEventElapsedTime(float* milliseconds, Event* start, Event* end) {
  return with_event("cuEventElapsedTime", start, [&]() -> int {
    if (!events().count(end)) return INVALID_HANDLE;
    if (!start->timed() || !end->timed()) return INVALID_HANDLE;
    if (!start->operation || !end->operation) return INVALID_HANDLE;
    if (!start->operation->done || !end->operation->done) return NOT_READY;
    const int64_t elapsed = end->operation->finished - start->operation->finished;
    *milliseconds = static_cast<float>(elapsed) / 1e6f;
    return SUCCESS;
  });
}

}  // namespace emulator
