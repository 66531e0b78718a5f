// Launching kernels.

#include <algorithm>
#include <cstring>

#include "core/current_device.h"
#include "core/findings.h"
#include "driver/call.h"
#include "driver/limits.h"
#include "driver/module.h"
#include "execution/block.h"
#include "queue/streams.h"

namespace emulator {
namespace {

struct Shape {
  Dimensions grid, threads;
  unsigned dynamic_bytes;
};

int refused(const Function& function, const std::string& why) {
  report(kind::LAUNCH, "kernel " + function.program->name + ": " + why);
  return INVALID_VALUE;
}

bool within(const Dimensions& size, unsigned x, unsigned y, unsigned z) {
  return size.x && size.y && size.z && size.x <= x && size.y <= y && size.z <= z;
}

std::string text(const Dimensions& size) { return format("(%u,%u,%u)", size.x, size.y, size.z); }

int check_threads(const Function& function, const Dimensions& threads) {
  const Program& program = *function.program;
  const unsigned most = program.most_threads ? program.most_threads : MOST_THREADS;
  if (!within(threads, MOST_THREADS, MOST_THREADS, MOST_THREADS_Z) || threads.count() > most) {
    return refused(function, format("a block of %s threads, %u are possible",
                                    text(threads).c_str(), most));
  }
  const unsigned* required = program.required;
  const bool other =
      threads.x != required[0] || threads.y != required[1] || threads.z != required[2];
  if (required[0] && other) {
    return refused(function, "a block of " + text(threads) + " threads is not what it requires");
  }
  return SUCCESS;
}

int check_shape(const Function& function, const Shape& shape) {
  if (!within(shape.grid, MOST_BLOCKS_X, MOST_BLOCKS_YZ, MOST_BLOCKS_YZ)) {
    return refused(function, "a grid of " + text(shape.grid) + " blocks is not possible");
  }
  if (const int status = check_threads(function, shape.threads)) return status;
  if (shape.grid.count() > 0xffffffff) return unsupported("a grid of more than 2^32 blocks");
  if (shape.dynamic_bytes > static_cast<unsigned>(std::max(0, function.dynamic_bytes))) {
    return refused(function, format("%u bytes of dynamic shared memory, %d are possible",
                                    shape.dynamic_bytes, function.dynamic_bytes));
  }
  return SUCCESS;
}

// One buffer with all parameters.
int take_buffer(const Function& function, void** extra, std::vector<uint8_t>& to) {
  const auto POINTER = reinterpret_cast<void*>(1), SIZE = reinterpret_cast<void*>(2);
  const void* from = nullptr;
  const size_t* bytes = nullptr;
  for (; *extra; extra += 2) {
    if (*extra == POINTER) from = extra[1];
    else if (*extra == SIZE) bytes = static_cast<const size_t*>(extra[1]);
    else return refused(function, "an unknown name among the extra options");
  }
  if (!bytes || *bytes != to.size() || (!from && !to.empty())) {
    return refused(function, format("a parameter buffer of %zu bytes, %zu are expected",
                                    bytes ? *bytes : 0, to.size()));
  }
  if (!to.empty()) std::memcpy(to.data(), from, to.size());
  return SUCCESS;
}

// A pointer to each parameter.
int take_each(const Function& function, void** values, std::vector<uint8_t>& to) {
  const auto& parameters = function.program->parameters;
  for (size_t i = 0; i < parameters.size(); i++) {
    if (!values || !values[i]) return refused(function, format("parameter %zu is missing", i));
    std::memcpy(&to[parameters[i].offset], values[i], parameters[i].bytes);
  }
  return SUCCESS;
}

Work work_of(const Function& function, const Shape& shape, std::vector<uint8_t> parameters) {
  Work work;
  work.what = format("kernel %s of %s blocks of %s threads", function.program->name.c_str(),
                     text(shape.grid).c_str(), text(shape.threads).c_str());
  work.counter = Counter::LAUNCHES;
  work.kernel = function.program->name;
  const std::shared_ptr<const Program> program = function.program;
  work.run = [program, shape, parameters] {
    Launch launch{*program, shape.grid, shape.threads, parameters,
                  program->shared_bytes + shape.dynamic_bytes, {}};
    return execute(launch);
  };
  return work;
}

int launch(const Function& function, const Shape& shape, void* handle, void** values,
           void** extra) {
  if (!is_function(&function)) return INVALID_HANDLE;
  const int device = function.module->device;
  if (device != current_device()) {
    report(kind::CONTEXT, format("kernel %s of device %d, while the context of device %d is current",
                                 function.program->name.c_str(), device, current_device()));
    return INVALID_HANDLE;
  }
  Stream* stream = stream_of(handle);
  if (!stream) return INVALID_HANDLE;
  if (const int status = check_shape(function, shape)) return status;
  std::vector<uint8_t> parameters(function.program->parameter_bytes);
  const int status = extra ? take_buffer(function, extra, parameters)
                           : take_each(function, values, parameters);
  return status ? status : submit(*stream, work_of(function, shape, std::move(parameters)));
}

}  // namespace

EMULATOR_EXPORT int cuLaunchKernel(Function* function, unsigned grid_x, unsigned grid_y,
                                   unsigned grid_z, unsigned threads_x, unsigned threads_y,
                                   unsigned threads_z, unsigned dynamic_bytes, void* stream,
                                   void** parameters, void** extra) {
  const Shape shape{{grid_x, grid_y, grid_z}, {threads_x, threads_y, threads_z}, dynamic_bytes};
  return call("cuLaunchKernel", ALL,
              [&] { return launch(*function, shape, stream, parameters, extra); });
}

}  // namespace emulator
