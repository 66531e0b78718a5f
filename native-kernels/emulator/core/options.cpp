// Options and their text form.

#include "core/options.h"

#include <cctype>
#include <cstdlib>

#include "core/current_device.h"

namespace emulator {
namespace {

bool configure_races(const std::string& value) {
  if (value != "on" && value != "off") return false;
  options().races = value == "on";
  return true;
}

bool configure_schedule(const std::string& value) {
  Options& all = options();
  const std::string random = "random:";
  if (value == "eager") {
    all.schedule = Schedule::EAGER;
  } else if (value == "lazy") {
    all.schedule = Schedule::LAZY;
  } else if (value == "reverse") {
    all.schedule = Schedule::REVERSE;
  } else if (value.compare(0, random.size(), random) == 0 && value.size() > random.size()) {
    char* end = nullptr;
    const unsigned long long seed = std::strtoull(value.c_str() + random.size(), &end, 10);
    if (*end) return false;
    all.schedule = Schedule::RANDOM;
    all.random.seed(seed);
  } else {
    return false;
  }
  return true;
}

bool configure_memory(const std::string& value) {
  char* end = nullptr;
  const unsigned long long bytes = std::strtoull(value.c_str(), &end, 10);
  if (value.empty() || value[0] == '-' || *end) return false;
  options().memory = bytes;
  return true;
}

bool configure_devices(const std::string& value) {
  if (value.size() != 1 || value[0] < '1' || value[0] > '0' + MOST_DEVICES) return false;
  options().devices = value[0] - '0';
  return true;
}

bool configure_trace(const std::string& value) {
  FILE* file = nullptr;
  if (!value.empty() && !(file = std::fopen(value.c_str(), "w"))) return false;
  Options& all = options();
  if (all.trace) std::fclose(all.trace);
  all.trace = file;
  return true;
}

}  // namespace

Options& options() {
  static Options& all = *new Options();
  return all;
}

bool configure(const std::string& option, const std::string& value) {
  if (option == "races") return configure_races(value);
  if (option == "schedule") return configure_schedule(value);
  if (option == "memory") return configure_memory(value);
  if (option == "devices") return configure_devices(value);
  if (option == "trace") return configure_trace(value);
  return false;
}

std::vector<std::string> configure_from_environment() {
  std::vector<std::string> unknown;
  for (const char* option : {"races", "schedule", "memory", "devices", "trace"}) {
    std::string variable = "JMODNAS_EMULATOR_";
    for (const char* c = option; *c; c++) variable += static_cast<char>(std::toupper(*c));
    const char* value = std::getenv(variable.c_str());
    if (value && !configure(option, value)) unknown.push_back(variable + "=" + value);
  }
  return unknown;
}

std::recursive_mutex& device_lock() {
  static std::recursive_mutex& lock = *new std::recursive_mutex;
  return lock;
}

}  // namespace emulator
