// A device for tests: a context, and short ways to do things with it.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "check.h"
#include "driver.h"

constexpr int OK = 0;

// Options back to what they are by default, and nothing left of earlier tests.
inline void start_device() {
  static Context context = nullptr;
  if (!context) {
    EQUAL(cuInit(0), OK);
    EQUAL(cuDevicePrimaryCtxRetain(&context, 0), OK);
  }
  emulator_clear_error();
  EQUAL(cuDevicePrimaryCtxReset_v2(0), OK);
  EQUAL(cuCtxSetCurrent(context), OK);
  EQUAL(emulator_configure("races", "off"), OK);
  EQUAL(emulator_configure("schedule", "eager"), OK);
  emulator_reports();
  emulator_reset_counters();
}

inline DevicePointer allocate(size_t bytes) {
  DevicePointer made = 0;
  EQUAL(cuMemAlloc_v2(&made, bytes), OK);
  return made;
}

template <class T>
DevicePointer upload(const std::vector<T>& values) {
  const DevicePointer to = allocate(values.size() * sizeof(T));
  EQUAL(cuMemcpyHtoD_v2(to, values.data(), values.size() * sizeof(T)), OK);
  return to;
}

template <class T>
std::vector<T> download(DevicePointer from, size_t count) {
  std::vector<T> values(count);
  EQUAL(cuMemcpyDtoH_v2(values.data(), from, count * sizeof(T)), OK);
  return values;
}

inline Stream create_stream(bool blocking = false) {
  Stream made = nullptr;
  EQUAL(cuStreamCreate(&made, blocking ? 0 : 1), OK);
  return made;
}

inline Event create_event() {
  Event made = nullptr;
  EQUAL(cuEventCreate(&made, 2), OK);
  return made;
}

inline std::string read_text(const std::string& path) {
  std::ifstream file(path);
  if (!file) fail(__FILE__, __LINE__, "cannot read " + path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

inline Module load(const std::string& text) {
  Module made = nullptr;
  const int status = cuModuleLoadData(&made, text.c_str());
  if (status) fail(__FILE__, __LINE__, "status " + std::to_string(status) + ", " +
                                           emulator_reports());
  return made;
}

inline Function function(Module module, const char* name) {
  Function found = nullptr;
  EQUAL(cuModuleGetFunction(&found, module, name), OK);
  return found;
}

// Launches blocks of threads in one dimension.
template <class... T>
int launch_on(Stream stream, Function function, unsigned blocks, unsigned threads, unsigned shared,
              T... values) {
  void* parameters[] = {&values...};
  return cuLaunchKernel(function, blocks, 1, 1, threads, 1, 1, shared, stream, parameters, nullptr);
}

template <class... T>
int launch(Function function, unsigned blocks, unsigned threads, unsigned shared, T... values) {
  return launch_on(nullptr, function, blocks, threads, shared, values...);
}

// The findings since the last call must be none.
#define CLEAN() EQUAL(std::string(emulator_reports()), std::string())

// They must be of one kind, at least one.
inline void check_found(const char* file, int line, const std::string& kind) {
  const std::string all = emulator_reports();
  size_t found = 0;
  for (size_t at = 0; at < all.size(); at = all.find('\n', at) + 1) {
    if (all.compare(at, kind.size() + 2, kind + ": ") != 0) {
      fail(file, line, "expected only '" + kind + "', but found\n" + all);
    }
    found++;
  }
  if (!found) fail(file, line, "nothing was found, but should be '" + kind + "'");
}
#define FOUND(KIND) check_found(__FILE__, __LINE__, KIND)
