// The driver's functions for modules and what is in them.

#include <algorithm>
#include <cstring>

#include "core/findings.h"
#include "driver/call.h"
#include "driver/image.h"
#include "driver/limits.h"
#include "driver/module.h"
#include "memory/allocation.h"
#include "queue/streams.h"

namespace emulator {
namespace {

// Options of CUjit_option for the text of an error.
constexpr int ERROR_LOG = 5, ERROR_LOG_BYTES = 6;

struct Options {
  unsigned count;
  const int* names;
  void** values;
};

void** option(const Options& options, int name) {
  for (unsigned i = 0; i < options.count; i++) {
    if (options.names[i] == name) return &options.values[i];
  }
  return nullptr;
}

// Writes the reason where the program wants it; the number of bytes goes where their limit was.
void write_log(const Options& options, const std::string& reason) {
  void** log = option(options, ERROR_LOG);
  void** limit = option(options, ERROR_LOG_BYTES);
  if (!log || !*log || !limit) return;
  const size_t most = reinterpret_cast<size_t>(*limit);
  if (!most) return;
  const size_t bytes = std::min(most - 1, reason.size());
  std::memcpy(*log, reason.data(), bytes);
  static_cast<char*>(*log)[bytes] = '\0';
  *limit = reinterpret_cast<void*>(bytes);
}

int load_image(Module** module, const void* image, const Options& options) {
  std::string text, reason;
  int status = find_text(image, text, reason);
  if (!status) status = load(text, module, reason);
  if (!status) return SUCCESS;
  report(kind::MODULE, reason);
  write_log(options, reason);
  return status;
}

template <class Body>
int with_function(const char* name, const Function* function, Body body) {
  return call(name, CONTEXT, [&]() -> int {
    return is_function(function) ? body() : static_cast<int>(INVALID_HANDLE);
  });
}

// Attributes of CUfunction_attribute.
enum FunctionAttribute {
  MOST_THREADS_PER_BLOCK, SHARED_SIZE, CONST_SIZE, LOCAL_SIZE, NUMBER_OF_REGISTERS, PTX_VERSION,
  BINARY_VERSION, CACHE_MODE, DYNAMIC_SHARED_SIZE
};

int attribute(const Function& function, int number) {
  const Program& program = *function.program;
  switch (number) {
    case MOST_THREADS_PER_BLOCK:
      return program.most_threads ? static_cast<int>(program.most_threads) : MOST_THREADS;
    case SHARED_SIZE: return static_cast<int>(program.shared_bytes);
    case NUMBER_OF_REGISTERS: return static_cast<int>(program.registers);
    case PTX_VERSION:
    case BINARY_VERSION: return COMPUTE_CAPABILITY;
    case DYNAMIC_SHARED_SIZE: return function.dynamic_bytes;
    default: return 0;
  }
}

}  // namespace

EMULATOR_EXPORT int cuModuleLoadDataEx(Module** module, const void* image, unsigned count,
                                       int* names, void** values) {
  return call("cuModuleLoadData", ALL, [&] {
    return load_image(module, image, {count, names, values});
  });
}

EMULATOR_EXPORT int cuModuleLoadData(Module** module, const void* image) {
  return cuModuleLoadDataEx(module, image, 0, nullptr, nullptr);
}

EMULATOR_EXPORT int cuModuleLoadFatBinary(Module** module, const void* image) {
  return cuModuleLoadDataEx(module, image, 0, nullptr, nullptr);
}

EMULATOR_EXPORT int cuModuleLoad(Module** module, const char* path) {
  return call("cuModuleLoad", ALL, [&]() -> int {
    std::string content;
    if (!read_file(path, content)) return FILE_NOT_FOUND;
    return load_image(module, content.c_str(), {0, nullptr, nullptr});
  });
}

EMULATOR_EXPORT int cuModuleUnload(Module* module) {
  return call("cuModuleUnload", CONTEXT | NO_CAPTURE, [&] {
    if (!is_module(module)) return INVALID_HANDLE;
    wait_for_device(module->device);
    unload(module);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuModuleGetFunction(Function** function, Module* module, const char* name) {
  return call("cuModuleGetFunction", ALL, [&] {
    if (!is_module(module)) return INVALID_HANDLE;
    const auto found = module->functions.find(name);
    if (found == module->functions.end()) {
      report(kind::MODULE, format("there is no kernel '%s'", name));
      return NOT_FOUND;
    }
    *function = found->second.get();
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuModuleGetGlobal_v2(DevicePointer* start, size_t* bytes, Module* module,
                                         const char* name) {
  return call("cuModuleGetGlobal", ALL, [&] {
    if (!is_module(module)) return INVALID_HANDLE;
    const auto found = module->globals.find(name);
    if (found == module->globals.end()) return NOT_FOUND;
    if (start) *start = address(found->second->start);
    if (bytes) *bytes = found->second->bytes;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuFuncGetAttribute(int* value, int number, Function* function) {
  return with_function("cuFuncGetAttribute", function, [&] {
    *value = attribute(*function, number);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuFuncSetAttribute(Function* function, int number, int value) {
  return with_function("cuFuncSetAttribute", function, [&] {
    if (number != DYNAMIC_SHARED_SIZE) return SUCCESS;
    const int most = SHARED_BYTES_OPT_IN - static_cast<int>(function->program->shared_bytes);
    if (value < 0 || value > most) return INVALID_VALUE;
    function->dynamic_bytes = value;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuFuncGetModule(Module** module, Function* function) {
  return with_function("cuFuncGetModule", function, [&] {
    *module = function->module;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuFuncSetCacheConfig(Function* function, int) {
  return with_function("cuFuncSetCacheConfig", function, [] { return SUCCESS; });
}

// By the number of threads alone.
EMULATOR_EXPORT int cuOccupancyMaxActiveBlocksPerMultiprocessor(int* blocks, Function* function,
                                                                int threads, size_t) {
  return with_function("cuOccupancyMaxActiveBlocksPerMultiprocessor", function, [&] {
    if (threads < 1) return INVALID_VALUE;
    *blocks = threads > MOST_THREADS ? 0 : THREADS_PER_MULTIPROCESSOR / threads;
    return SUCCESS;
  });
}

}  // namespace emulator
