// Initialisation and contexts. There is one device, and whatever context was made, its memory and
// streams are the device's.

#include "driver/context.h"

#include <algorithm>
#include <set>
#include <vector>

#include "core/counters.h"
#include "core/findings.h"
#include "driver/call.h"
#include "driver/events.h"
#include "driver/module.h"
#include "memory/allocation.h"
#include "queue/streams.h"
#include "queue/transfers.h"

namespace emulator {

struct Context {
  unsigned flags;
  int users = 0;
};

namespace {

constexpr int DRIVER_VERSION = 12060;
constexpr size_t MOST_TOLD = 8;

struct Contexts {
  bool initialized = false;
  Context primary{0};
  std::set<Context*> live;
};

Contexts& contexts() {
  static Contexts& all = *new Contexts();
  return all;
}

std::vector<Context*>& stack() {
  thread_local std::vector<Context*> own;
  return own;
}

Context* current() { return stack().empty() ? nullptr : stack().back(); }

void set_current(Context* context) {
  if (!stack().empty()) stack().pop_back();
  if (context) stack().push_back(context);
}

void report_leaks() {
  const auto live = live_allocations(Place::DEVICE);
  for (size_t i = 0; i < std::min(live.size(), MOST_TOLD); i++) {
    report(kind::LEAK,
           format("allocation #%u of %zu bytes was not freed", live[i]->number, live[i]->bytes));
  }
  if (live.size() > MOST_TOLD) {
    report(kind::LEAK, format("%zu allocations more were not freed", live.size() - MOST_TOLD));
  }
  const std::pair<Counter, const char*> others[] = {{Counter::LIVE_STREAMS, "streams"},
                                                    {Counter::LIVE_EVENTS, "events"},
                                                    {Counter::LIVE_MODULES, "modules"}};
  for (const auto& other : others) {
    if (!counted(other.first)) continue;
    report(kind::LEAK, format("%lld %s were not ended", counted(other.first), other.second));
  }
}

}  // namespace

bool initialized() { return contexts().initialized; }

int check_current_context(const char* function) {
  Context* context = current();
  if (context && contexts().live.count(context)) return SUCCESS;
  report(kind::CONTEXT, format("%s: %s", function,
                               context ? "the thread's context was destroyed"
                                       : "the thread has no context"));
  return context ? CONTEXT_IS_DESTROYED : INVALID_CONTEXT;
}

void end_device(bool leaks) {
  wait_for_all();
  if (leaks) report_leaks();
  const std::vector<Stream*> streams = live_streams();
  for (Stream* stream : streams) destroy_stream(stream);
  end_events();
  end_modules();
  for (const Place place : {Place::DEVICE, Place::HOST, Place::REGISTERED}) {
    for (const Allocation* allocation : live_allocations(place)) {
      check_free_of_transfers(allocation->start, allocation->bytes);
      release(allocation->start, place);
    }
  }
  clear_sticky_error();
}

EMULATOR_EXPORT int cuInit(unsigned flags) {
  const std::lock_guard<std::recursive_mutex> guard(device_lock());
  if (flags) return INVALID_VALUE;
  contexts().initialized = true;
  return SUCCESS;
}

EMULATOR_EXPORT int cuDriverGetVersion(int* version) {
  *version = DRIVER_VERSION;
  return SUCCESS;
}

EMULATOR_EXPORT int cuDevicePrimaryCtxRetain(Context** context, int device) {
  return call("cuDevicePrimaryCtxRetain", NOTHING, [&] {
    if (device) return INVALID_DEVICE;
    contexts().primary.users++;
    contexts().live.insert(&contexts().primary);
    *context = &contexts().primary;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuDevicePrimaryCtxRelease_v2(int device) {
  return call("cuDevicePrimaryCtxRelease", NOTHING, [&] {
    if (device) return INVALID_DEVICE;
    Context& primary = contexts().primary;
    if (!primary.users) return INVALID_CONTEXT;
    if (--primary.users == 0) {
      end_device(true);
      contexts().live.erase(&primary);
    }
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuDevicePrimaryCtxReset_v2(int device) {
  return call("cuDevicePrimaryCtxReset", NOTHING, [&] {
    if (device) return INVALID_DEVICE;
    end_device(false);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuDevicePrimaryCtxGetState(int device, unsigned* flags, int* active) {
  return call("cuDevicePrimaryCtxGetState", NOTHING, [&] {
    if (device) return INVALID_DEVICE;
    if (flags) *flags = contexts().primary.flags;
    if (active) *active = contexts().primary.users > 0;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuDevicePrimaryCtxSetFlags_v2(int device, unsigned flags) {
  return call("cuDevicePrimaryCtxSetFlags", NOTHING, [&] {
    if (device) return INVALID_DEVICE;
    contexts().primary.flags = flags;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxCreate_v2(Context** context, unsigned flags, int device) {
  return call("cuCtxCreate", NOTHING, [&] {
    if (device) return INVALID_DEVICE;
    *context = new Context{flags};
    contexts().live.insert(*context);
    stack().push_back(*context);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxDestroy_v2(Context* context) {
  return call("cuCtxDestroy", NOTHING, [&] {
    if (context == &contexts().primary || !contexts().live.erase(context)) return INVALID_CONTEXT;
    if (contexts().live.empty()) end_device(true);
    if (current() == context) stack().pop_back();
    delete context;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxSetCurrent(Context* context) {
  return call("cuCtxSetCurrent", NOTHING, [&] {
    if (context && !contexts().live.count(context)) return INVALID_CONTEXT;
    set_current(context);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxGetCurrent(Context** context) {
  return call("cuCtxGetCurrent", NOTHING, [&] {
    *context = current();
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxPushCurrent_v2(Context* context) {
  return call("cuCtxPushCurrent", NOTHING, [&] {
    if (!contexts().live.count(context)) return INVALID_CONTEXT;
    stack().push_back(context);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxPopCurrent_v2(Context** context) {
  return call("cuCtxPopCurrent", NOTHING, [&] {
    if (stack().empty()) return INVALID_CONTEXT;
    if (context) *context = stack().back();
    stack().pop_back();
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxGetDevice(int* device) {
  return call("cuCtxGetDevice", CONTEXT, [&] {
    *device = 0;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxGetFlags(unsigned* flags) {
  return call("cuCtxGetFlags", CONTEXT, [&] {
    *flags = current()->flags;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxGetApiVersion(Context*, unsigned* version) {
  return call("cuCtxGetApiVersion", NOTHING, [&] {
    *version = DRIVER_VERSION;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxGetStreamPriorityRange(int* least, int* greatest) {
  return call("cuCtxGetStreamPriorityRange", CONTEXT, [&] {
    if (least) *least = 0;
    if (greatest) *greatest = -5;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxSynchronize() {
  return call("cuCtxSynchronize", ALL | NO_CAPTURE, [] {
    count(Counter::SYNCHRONIZATIONS);
    wait_for_all();
    return sticky_error();
  });
}

}  // namespace emulator
