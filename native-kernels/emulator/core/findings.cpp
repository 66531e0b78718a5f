// Findings: kept until they are read, counted by kind, and written to the trace.

#include "core/findings.h"

#include <cstdarg>
#include <mutex>

#include "core/device.h"
#include "core/options.h"
#include "core/status.h"

namespace emulator {
namespace {

constexpr size_t MOST_KEPT = 1000;

struct Kept {
  std::string lines;
  size_t findings = 0;
};

Kept& kept() {
  static Kept& all = *new Kept();
  return all;
}

Counter counter_of(const std::string& kind) {
  if (kind == kind::RACE || kind == kind::STREAM_RACE) return Counter::RACES;
  if (kind == kind::UNINITIALIZED) return Counter::UNINITIALIZED_READS;
  if (kind == kind::UNSUPPORTED) return Counter::UNSUPPORTED_CALLS;
  return Counter::ERRORS;
}

}  // namespace

void report(const char* kind, const std::string& text) {
  const std::lock_guard<std::recursive_mutex> guard(device_lock());
  count(counter_of(kind));
  const std::string line = std::string(kind) + ": " + text + "\n";
  if (kept().findings++ < MOST_KEPT) kept().lines += line;
  if (options().trace) {
    std::fprintf(options().trace, "finding %s", line.c_str());
    std::fflush(options().trace);
  }
}

int unsupported(const char* function) {
  report(kind::UNSUPPORTED, std::string(function) + " is not part of the emulated device");
  return NOT_SUPPORTED;
}

std::string take_findings() {
  Kept taken;
  std::swap(taken, kept());
  if (taken.findings > MOST_KEPT) {
    taken.lines += format("and %zu more\n", taken.findings - MOST_KEPT);
  }
  return taken.lines;
}

std::string format(const char* pattern, ...) {
  va_list list, again;
  va_start(list, pattern);
  va_copy(again, list);
  std::string text(static_cast<size_t>(std::vsnprintf(nullptr, 0, pattern, list)), '\0');
  std::vsnprintf(&text[0], text.size() + 1, pattern, again);
  va_end(list);
  va_end(again);
  return text;
}

}  // namespace emulator
