// Initialisation and contexts. Whatever context of a device was made, its memory and streams are
// the device's.

#include "driver/context.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <vector>

#include "core/counters.h"
#include "core/current_device.h"
#include "core/findings.h"
#include "driver/call.h"
#include "queue/streams.h"

namespace emulator {

struct Context {
  int device;
  unsigned flags;
  int users = 0;
};

namespace {

constexpr int DRIVER_VERSION = 12060;

struct Contexts {
  bool initialized = false;
  Context primary[MOST_DEVICES] = {{0, 0}, {1, 0}, {2, 0}, {3, 0}};
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

bool is_primary(const Context* context) {
  const auto& primary = contexts().primary;
  return context >= std::begin(primary) && context < std::end(primary);
}

Context* current() { return stack().empty() ? nullptr : stack().back(); }

void push(Context* context) {
  stack().push_back(context);
  set_current_device(context->device);
}

void pop() {
  if (!stack().empty()) stack().pop_back();
  Context* context = current();
  const bool live = context && contexts().live.count(context);
  set_current_device(live ? context->device : NO_CURRENT_DEVICE);
}

void set_current(Context* context) {
  pop();
  if (context) push(context);
}

}  // namespace

bool initialized() { return contexts().initialized; }

bool is_device(int number) { return number >= 0 && number < options().devices; }

int check_current_context(const char* function) {
  Context* context = current();
  if (context && contexts().live.count(context)) return SUCCESS;
  report(kind::CONTEXT, format("%s: %s", function,
                               context ? "the thread's context was destroyed"
                                       : "the thread has no context"));
  return context ? CONTEXT_IS_DESTROYED : INVALID_CONTEXT;
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
    if (!is_device(device)) return INVALID_DEVICE;
    Context& primary = contexts().primary[device];
    primary.users++;
    contexts().live.insert(&primary);
    *context = &primary;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuDevicePrimaryCtxRelease_v2(int device) {
  return call("cuDevicePrimaryCtxRelease", NOTHING, [&] {
    if (!is_device(device)) return INVALID_DEVICE;
    Context& primary = contexts().primary[device];
    if (!primary.users) return INVALID_CONTEXT;
    if (--primary.users == 0) {
      end_device(device, true);
      contexts().live.erase(&primary);
    }
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuDevicePrimaryCtxReset_v2(int device) {
  return call("cuDevicePrimaryCtxReset", NOTHING, [&] {
    if (!is_device(device)) return INVALID_DEVICE;
    end_device(device, false);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuDevicePrimaryCtxGetState(int device, unsigned* flags, int* active) {
  return call("cuDevicePrimaryCtxGetState", NOTHING, [&] {
    if (!is_device(device)) return INVALID_DEVICE;
    if (flags) *flags = contexts().primary[device].flags;
    if (active) *active = contexts().primary[device].users > 0;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuDevicePrimaryCtxSetFlags_v2(int device, unsigned flags) {
  return call("cuDevicePrimaryCtxSetFlags", NOTHING, [&] {
    if (!is_device(device)) return INVALID_DEVICE;
    contexts().primary[device].flags = flags;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxCreate_v2(Context** context, unsigned flags, int device) {
  return call("cuCtxCreate", NOTHING, [&] {
    if (!is_device(device)) return INVALID_DEVICE;
    *context = new Context{device, flags};
    contexts().live.insert(*context);
    push(*context);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxDestroy_v2(Context* context) {
  return call("cuCtxDestroy", NOTHING, [&] {
    auto& live = contexts().live;
    if (is_primary(context) || !live.erase(context)) return INVALID_CONTEXT;
    const int device = context->device;
    const bool last = std::none_of(live.begin(), live.end(),
                                   [=](const Context* other) { return other->device == device; });
    if (last) end_device(device, true);
    if (current() == context) pop();
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
    push(context);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxPopCurrent_v2(Context** context) {
  return call("cuCtxPopCurrent", NOTHING, [&] {
    if (stack().empty()) return INVALID_CONTEXT;
    if (context) *context = stack().back();
    pop();
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuCtxGetDevice(int* device) {
  return call("cuCtxGetDevice", CONTEXT, [&] {
    *device = current()->device;
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
    wait_for_device(current_device());
    return sticky_error();
  });
}

}  // namespace emulator
