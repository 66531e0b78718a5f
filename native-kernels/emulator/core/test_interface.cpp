// What tests ask the device for, beyond the driver's functions.

#include <mutex>

#include "core/counters.h"
#include "core/findings.h"
#include "core/launches.h"
#include "core/options.h"
#include "queue/streams.h"

namespace emulator {
namespace {

using Guard = std::lock_guard<std::recursive_mutex>;

// The environment counts when the library is loaded.
const bool configured = [] {
  for (const std::string& setting : configure_from_environment()) report(kind::OPTION, setting);
  return true;
}();

}  // namespace

EMULATOR_EXPORT long long emulator_counter(const char* name) {
  const Guard guard(device_lock());
  return counted(std::string(name));
}

EMULATOR_EXPORT long long emulator_launches(const char* kernel) {
  const Guard guard(device_lock());
  return launches_of(kernel);
}

EMULATOR_EXPORT long long emulator_launching_streams(const char* kernel) {
  const Guard guard(device_lock());
  return launching_streams_of(kernel);
}

EMULATOR_EXPORT void emulator_reset_counters() {
  const Guard guard(device_lock());
  reset_counters();
}

EMULATOR_EXPORT const char* emulator_reports() {
  static std::string& last = *new std::string;
  const Guard guard(device_lock());
  last = take_findings();
  return last.c_str();
}

// What is queued runs first, as it would have before.
EMULATOR_EXPORT int emulator_configure(const char* option, const char* value) {
  const Guard guard(device_lock());
  wait_for_all();
  if (configured && configure(option, value)) return 0;
  report(kind::OPTION, format("'%s' for '%s' is not known", value, option));
  return 1;
}

EMULATOR_EXPORT void emulator_clear_error() {
  const Guard guard(device_lock());
  clear_sticky_error();
}

}  // namespace emulator
