// What all functions of the driver begin with.
#pragma once

#include <mutex>

#include "core/device.h"
#include "core/options.h"
#include "core/status.h"

namespace emulator {

using DevicePointer = unsigned long long;

inline void* pointer(DevicePointer address) { return reinterpret_cast<void*>(address); }
inline DevicePointer address(const void* pointer) {
  return reinterpret_cast<DevicePointer>(pointer);
}

// What a function needs, besides that the driver is initialised.
enum Needs : unsigned {
  NOTHING = 0,
  CONTEXT = 1,      // a current context on the thread
  NO_FAULT = 2,     // that no work has failed
  NO_CAPTURE = 4,   // that no stream is captured
  ALL = CONTEXT | NO_FAULT,
};

// Why a function cannot be called now: a CUresult.
int refuse(const char* function, unsigned needs);

// Calls the body, alone on the device, where it may be called.
template <class Body>
int call(const char* function, unsigned needs, Body body) {
  const std::lock_guard<std::recursive_mutex> guard(device_lock());
  const int refused = refuse(function, needs);
  return refused ? refused : body();
}

}  // namespace emulator
