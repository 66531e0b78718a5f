// The device of the unit tests: memory on the heap, work at once or, where `postpone` was called,
// when a stream is waited for. It makes the tests independent of the emulated driver.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "emulated_device.h"

namespace fake {

// Device memory of that many floats, not written yet, or with values.
float* allocate(size_t floats);
float* upload(const std::vector<float>& values);
void free_all();

// Whether all bytes were written.
bool is_written(const void* address, size_t bytes);

// From now on work waits until its stream is synchronized; false: it runs at once again.
void postpone(bool on);

// Runs what waits in all streams, those that were used last first.
void run_all();

// The findings since the last call, one a line.
std::string take_reports();

long long counted(emulator::Counter counter);

}  // namespace fake
