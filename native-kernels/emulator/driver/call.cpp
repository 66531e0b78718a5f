// What all functions of the driver check first; and errors.

#include "driver/call.h"

#include "core/findings.h"
#include "driver/context.h"
#include "queue/capture.h"
#include "queue/streams.h"

namespace emulator {

int refuse(const char* function, unsigned needs) {
  if (!initialized()) return NOT_INITIALIZED;
  if ((needs & NO_FAULT) && sticky_error()) return sticky_error();
  if (needs & CONTEXT) {
    if (const int refused = check_current_context(function)) return refused;
  }
  return needs & NO_CAPTURE ? refuse_in_capture(function) : static_cast<int>(SUCCESS);
}

EMULATOR_EXPORT int cuGetErrorName(int status, const char** name) {
  *name = status_name(status);
  return *name ? SUCCESS : INVALID_VALUE;
}

EMULATOR_EXPORT int cuGetErrorString(int status, const char** text) {
  *text = status_text(status);
  return *text ? SUCCESS : INVALID_VALUE;
}

}  // namespace emulator
