// The driver's functions for streams.

#include "driver/call.h"
#include "queue/capture.h"
#include "queue/streams.h"

namespace emulator {
namespace {

// Calls the body with the stream of a handle.
template <class Body>
int with_stream(const char* function, unsigned needs, void* handle, Body body) {
  return call(function, needs, [&]() -> int {
    Stream* stream = stream_of(handle);
    return stream ? body(*stream) : static_cast<int>(INVALID_HANDLE);
  });
}

enum CaptureStatus { NOT_CAPTURED, CAPTURED, CAPTURE_LOST };

Work host_function(void (*function)(void*), void* data) {
  Work work;
  work.what = "function of the host";
  work.run = [function, data] {
    function(data);
    return SUCCESS;
  };
  return work;
}

}  // namespace

EMULATOR_EXPORT int cuStreamCreateWithPriority(Stream** stream, unsigned flags, int priority) {
  return call("cuStreamCreate", ALL, [&] {
    if (flags > 1) return INVALID_VALUE;
    *stream = create_stream(flags, priority);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuStreamCreate(Stream** stream, unsigned flags) {
  return cuStreamCreateWithPriority(stream, flags, 0);
}

EMULATOR_EXPORT int cuStreamDestroy_v2(void* handle) {
  return with_stream("cuStreamDestroy", CONTEXT, handle, [&](Stream& stream) -> int {
    if (handle <= reinterpret_cast<void*>(2)) return INVALID_HANDLE;
    if (stream.capture) return break_capture(stream, "cuStreamDestroy", CAPTURE_UNSUPPORTED);
    destroy_stream(&stream);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuStreamSynchronize(void* handle) {
  return with_stream("cuStreamSynchronize", ALL, handle, [](Stream& stream) -> int {
    if (stream.capture) return break_capture(stream, "cuStreamSynchronize", CAPTURE_UNSUPPORTED);
    if (const int refused = check_default_stream(stream)) return refused;
    count(Counter::SYNCHRONIZATIONS);
    wait_for_stream(stream);
    return sticky_error();
  });
}

EMULATOR_EXPORT int cuStreamQuery(void* handle) {
  return with_stream("cuStreamQuery", ALL, handle, [](Stream& stream) -> int {
    if (stream.capture) return break_capture(stream, "cuStreamQuery", CAPTURE_UNSUPPORTED);
    if (!poll(stream.last)) return NOT_READY;
    return sticky_error();
  });
}

EMULATOR_EXPORT int cuStreamGetFlags(void* handle, unsigned* flags) {
  return with_stream("cuStreamGetFlags", CONTEXT, handle, [&](Stream& stream) {
    *flags = stream.flags;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuStreamGetPriority(void* handle, int* priority) {
  return with_stream("cuStreamGetPriority", CONTEXT, handle, [&](Stream& stream) {
    *priority = stream.priority;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuStreamGetId(void* handle, unsigned long long* id) {
  return with_stream("cuStreamGetId", CONTEXT, handle, [&](Stream& stream) {
    *id = stream.slot;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuLaunchHostFunc(void* handle, void (*function)(void*), void* data) {
  return with_stream("cuLaunchHostFunc", ALL, handle, [&](Stream& stream) {
    return submit(stream, host_function(function, data));
  });
}

EMULATOR_EXPORT int cuStreamBeginCapture_v2(void* handle, int mode) {
  return with_stream("cuStreamBeginCapture", ALL, handle, [&](Stream& stream) -> int {
    if (mode < 0 || mode > 2) return INVALID_VALUE;
    return begin_capture(stream, static_cast<CaptureMode>(mode));
  });
}

EMULATOR_EXPORT int cuStreamEndCapture(void* handle, Graph** graph) {
  return with_stream("cuStreamEndCapture", CONTEXT, handle,
                     [&](Stream& stream) { return end_capture(stream, graph); });
}

EMULATOR_EXPORT int cuStreamIsCapturing(void* handle, int* status) {
  return with_stream("cuStreamIsCapturing", CONTEXT, handle, [&](Stream& stream) {
    *status = !stream.capture          ? NOT_CAPTURED
              : stream.capture->broken ? CAPTURE_LOST
                                       : CAPTURED;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuThreadExchangeStreamCaptureMode(int* mode) {
  return call("cuThreadExchangeStreamCaptureMode", NOTHING, [&] {
    thread_local int own = 0;
    std::swap(own, *mode);
    return SUCCESS;
  });
}

}  // namespace emulator
