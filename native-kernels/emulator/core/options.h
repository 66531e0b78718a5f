// How the emulated device behaves; set through the test interface or the environment.
#pragma once

#include <cstddef>
#include <cstdio>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace emulator {

// When queued work runs and in which order streams, blocks and threads do.
enum class Schedule {
  EAGER,    // at once; ascending
  LAZY,     // not before the host waits for it; ascending
  REVERSE,  // as late, and the last stream, block and thread first
  RANDOM,   // any ready work at any time, in any order
};

struct Options {
  bool races = false;
  Schedule schedule = Schedule::EAGER;
  size_t memory = size_t{4} << 30;  // of each device
  int devices = 1;
  FILE* trace = nullptr;
  std::mt19937_64 random{1};

  bool lazy() const { return schedule == Schedule::LAZY || schedule == Schedule::REVERSE; }
  bool reverse() const { return schedule == Schedule::REVERSE; }
  bool shuffled() const { return schedule == Schedule::RANDOM; }
};

Options& options();

// Sets an option from text; false where the option or its value is unknown.
bool configure(const std::string& option, const std::string& value);

// Takes the options from the environment; returns the settings that mean nothing.
std::vector<std::string> configure_from_environment();

// Everything else is one thread's at a time.
std::recursive_mutex& device_lock();

}  // namespace emulator
