// The planted defects: each must be found, as what it is; its correct twin must find nothing.

#include <cstdint>

#include "device.h"

namespace {

constexpr int INVALID_VALUE = 1, OUT_OF_MEMORY = 2, INVALID_IMAGE = 200, INVALID_CONTEXT = 201,
              NOT_FOUND = 500, ILLEGAL_ADDRESS = 700, LAUNCH_TIMEOUT = 702,
              MISALIGNED_ADDRESS = 716, LAUNCH_FAILED = 719, CAPTURE_UNSUPPORTED = 900,
              CAPTURE_INVALIDATED = 901;

Module module() {
  static const std::string& text = *new std::string(read_text(TESTS "/defects.ptx"));
  return load(text);
}

Function kernel(const char* name) { return function(module(), name); }

DevicePointer ones(size_t count) { return upload(std::vector<float>(count, 1.0f)); }

void start_races() {
  start_device();
  EQUAL(emulator_configure("races", "on"), 0);
}

// A launch that goes through, but is not clean.
#define LAUNCH_FINDS(KIND, ...)        \
  EQUAL(launch(__VA_ARGS__), OK);      \
  EQUAL(cuCtxSynchronize(), OK);       \
  FOUND(KIND)

#define LAUNCH_CLEAN(...)              \
  EQUAL(launch(__VA_ARGS__), OK);      \
  EQUAL(cuCtxSynchronize(), OK);       \
  CLEAN()

// A launch after which the device is of no use any more, until the error is cleared.
#define LAUNCH_FAULTS(STATUS, KIND, ...)      \
  EQUAL(launch(__VA_ARGS__), STATUS);         \
  EQUAL(cuCtxSynchronize(), STATUS);          \
  EQUAL(cuMemsetD32_v2(0, 0, 0), STATUS);     \
  FOUND(KIND);                                \
  emulator_clear_error();                     \
  EQUAL(cuCtxSynchronize(), OK)

void shared_race() {
  start_races();
  const DevicePointer x = ones(256), total = ones(1);
  LAUNCH_FINDS("race", kernel("sum_without_barrier"), 1, 256, 1024, x, total, 256);
  LAUNCH_CLEAN(kernel("sum"), 1, 256, 1024, x, total, 256);
  EQUAL(download<float>(total, 1)[0], 256.0f);
  CHECK(emulator_counter("races") > 0);
}

void race_in_a_warp() {
  start_races();
  const DevicePointer x = ones(32);
  LAUNCH_FINDS("race", kernel("rotate_warp_without_barrier"), 1, 32, 0, x);
  LAUNCH_CLEAN(kernel("rotate_warp"), 1, 32, 0, x);
  LAUNCH_FINDS("race", kernel("rotate_halves"), 1, 32, 0, x);
  LAUNCH_CLEAN(kernel("rotate_within_halves"), 1, 32, 0, x);
}

void race_between_blocks() {
  start_races();
  const DevicePointer total = upload(std::vector<float>{0});
  LAUNCH_FINDS("race", kernel("blocks_store"), 4, 32, 0, total);
  LAUNCH_CLEAN(kernel("blocks_store"), 1, 32, 0, total);
  LAUNCH_CLEAN(kernel("blocks_add"), 4, 32, 0, total);
  EQUAL(download<float>(total, 1)[0], 5.0f);
}

void race_in_a_block() {
  start_races();
  const DevicePointer x = ones(64);
  LAUNCH_FINDS("race", kernel("shift_without_barrier"), 1, 64, 0, x, 64);
  LAUNCH_CLEAN(kernel("shift"), 1, 64, 0, x, 64);
}

void out_of_bounds() {
  start_device();
  const DevicePointer x = ones(1000), bytes = allocate(7);
  LAUNCH_CLEAN(kernel("scale"), 8, 128, 0, x, 2.0f, 1000);
  LAUNCH_FAULTS(ILLEGAL_ADDRESS, "out of bounds", kernel("scale_without_bound"), 8, 128, 0, x,
                2.0f, 1000);
  LAUNCH_CLEAN(kernel("put_byte"), 1, 1, 0, bytes, 6);
  LAUNCH_FAULTS(ILLEGAL_ADDRESS, "out of bounds", kernel("put_byte"), 1, 1, 0, bytes, 7);
  LAUNCH_FAULTS(ILLEGAL_ADDRESS, "out of bounds", kernel("put_byte"), 1, 1, 0, bytes, 5000);
  LAUNCH_FAULTS(ILLEGAL_ADDRESS, "bad pointer", kernel("put_byte"), 1, 1, 0, DevicePointer{16},
                0);
}

void out_of_shared_bounds() {
  start_device();
  const DevicePointer out = allocate(4);
  LAUNCH_CLEAN(kernel("put_shared"), 1, 1, 16, 3, out);
  LAUNCH_FAULTS(ILLEGAL_ADDRESS, "out of bounds", kernel("put_shared"), 1, 1, 16, 4, out);
}

void misaligned() {
  start_device();
  const DevicePointer x = ones(8), y = allocate(4);
  LAUNCH_CLEAN(kernel("read_four"), 1, 1, 0, x, 4, y);
  LAUNCH_FAULTS(MISALIGNED_ADDRESS, "misaligned", kernel("read_four"), 1, 1, 0, x, 1, y);
}

void use_after_free() {
  start_device();
  const DevicePointer x = ones(32);
  LAUNCH_CLEAN(kernel("scale"), 1, 32, 0, x, 2.0f, 32);
  EQUAL(cuMemFree_v2(x), OK);
  LAUNCH_FAULTS(ILLEGAL_ADDRESS, "use after free", kernel("scale"), 1, 32, 0, x, 2.0f, 32);
  std::vector<float> host(32);
  EQUAL(cuMemcpyDtoH_v2(host.data(), x, 128), INVALID_VALUE);
  FOUND("use after free");
}

void bad_frees() {
  start_device();
  const DevicePointer x = ones(32);
  EQUAL(cuMemFree_v2(x + 4), INVALID_VALUE);
  FOUND("bad free");
  EQUAL(cuMemFree_v2(x), OK);
  CLEAN();
  EQUAL(cuMemFree_v2(x), INVALID_VALUE);
  FOUND("double free");
}

void uninitialized_memory() {
  start_device();
  const DevicePointer x = allocate(400), out = allocate(4);
  EQUAL(cuMemsetD32_v2(x, 0, 99), OK);
  LAUNCH_CLEAN(kernel("scale"), 4, 32, 0, x, 2.0f, 99);
  LAUNCH_FINDS("uninitialized read", kernel("scale"), 4, 32, 0, x, 2.0f, 100);
  LAUNCH_FINDS("uninitialized read", kernel("get_shared"), 1, 1, 16, 2, 3, out);
  LAUNCH_CLEAN(kernel("get_shared"), 1, 1, 16, 2, 2, out);
  EQUAL(emulator_counter("uninitialized_reads"), 2);
  const DevicePointer never = allocate(8);
  EQUAL(cuMemcpyDtoD_v2(out, never, 4), OK);
  CLEAN();
  float host;
  EQUAL(cuMemcpyDtoH_v2(&host, out, 4), OK);
  FOUND("uninitialized read");
}

void long_copy() {
  start_device();
  const DevicePointer x = allocate(400);
  const std::vector<float> host(101);
  EQUAL(cuMemcpyHtoD_v2(x, host.data(), 400), OK);
  CLEAN();
  EQUAL(cuMemcpyHtoD_v2(x, host.data(), 404), INVALID_VALUE);
  FOUND("out of bounds");
  EQUAL(cuMemcpyHtoD_v2(x, reinterpret_cast<void*>(x), 4), INVALID_VALUE);
  FOUND("bad pointer");
}

int launch_with_buffer(size_t bytes) {
  struct {
    DevicePointer x;
    float factor;
    int n;
    char more[8];
  } parameters{ones(32), 2.0f, 32, {}};
  void* extra[] = {reinterpret_cast<void*>(1), &parameters, reinterpret_cast<void*>(2), &bytes,
                   nullptr};
  return cuLaunchKernel(kernel("scale"), 1, 1, 1, 32, 1, 1, 0, nullptr, nullptr, extra);
}

void wrong_parameter_buffer() {
  start_device();
  EQUAL(launch_with_buffer(16), OK);
  CLEAN();
  for (const size_t bytes : {12, 20}) {
    EQUAL(launch_with_buffer(bytes), INVALID_VALUE);
    FOUND("launch");
  }
}

void too_much_shared_memory() {
  start_device();
  const DevicePointer out = allocate(4);
  const Function put = kernel("put_shared");
  LAUNCH_CLEAN(put, 1, 1, 49152, 5, out);
  EQUAL(launch(put, 1, 1, 49156, 5, out), INVALID_VALUE);
  FOUND("launch");
  EQUAL(cuFuncSetAttribute(put, 8, 65536), OK);
  LAUNCH_CLEAN(put, 1, 1, 65536, 16383, out);
}

void bad_shape() {
  start_device();
  const DevicePointer x = ones(4);
  const Function scale = kernel("scale");
  for (const unsigned threads : {0u, 1025u}) {
    EQUAL(launch(scale, 1, threads, 0, x, 2.0f, 4), INVALID_VALUE);
    FOUND("launch");
  }
  EQUAL(launch(scale, 0, 32, 0, x, 2.0f, 4), INVALID_VALUE);
  FOUND("launch");
  LAUNCH_CLEAN(scale, 1, 1024, 0, x, 2.0f, 4);
}

void divergent_barrier() {
  start_device();
  const DevicePointer x = ones(64);
  LAUNCH_FAULTS(LAUNCH_FAILED, "divergent barrier", kernel("wait_for_each_other"), 1, 32, 0, x);
  LAUNCH_FAULTS(LAUNCH_FAILED, "divergent barrier", kernel("two_barriers"), 1, 64, 0, x, 32);
  LAUNCH_CLEAN(kernel("two_barriers"), 1, 64, 0, x, 64);
  LAUNCH_FINDS("divergent barrier", kernel("barrier_after_return"), 1, 64, 0, x, 60);
  LAUNCH_CLEAN(kernel("barrier_after_return"), 1, 64, 0, x, 64);
}

void bad_shuffles() {
  start_device();
  const DevicePointer x = ones(32), total = allocate(4);
  LAUNCH_FINDS("warp", kernel("sum_warp"), 1, 20, 0, x, total);
  LAUNCH_CLEAN(kernel("sum_warp"), 1, 32, 0, x, total);
  EQUAL(download<float>(total, 1)[0], 32.0f);
  LAUNCH_FAULTS(LAUNCH_FAILED, "warp", kernel("shuffle_for_others"), 1, 32, 0, x);
  LAUNCH_CLEAN(kernel("shuffle_for_others"), 1, 16, 0, x);
}

void endless_kernel() {
  start_device();
  const DevicePointer stop = upload(std::vector<int>{1}), go_on = upload(std::vector<int>{0});
  LAUNCH_CLEAN(kernel("run_for_ever"), 1, 1, 0, stop);
  LAUNCH_FAULTS(LAUNCH_TIMEOUT, "timeout", kernel("run_for_ever"), 1, 1, 0, go_on);
}

void trap() {
  start_device();
  LAUNCH_CLEAN(kernel("stop_at_trap"), 1, 32, 0, 0);
  LAUNCH_FAULTS(LAUNCH_FAILED, "trap", kernel("stop_at_trap"), 1, 32, 0, 1);
}

// Pinned memory of the host, filled with one value.
float* pinned(size_t count, float value) {
  void* made = nullptr;
  EQUAL(cuMemAllocHost_v2(&made, count * sizeof(float)), OK);
  float* floats = static_cast<float*>(made);
  std::fill_n(floats, count, value);
  return floats;
}

const char* const SCHEDULES[] = {"eager", "lazy", "reverse", "random:7"};

void read_before_synchronization() {
  for (const char* schedule : SCHEDULES) {
    start_device();
    EQUAL(emulator_configure("schedule", schedule), 0);
    const DevicePointer x = ones(8);
    const Stream stream = create_stream();
    float* host = pinned(8, 5.0f);
    EQUAL(cuMemcpyDtoHAsync_v2(host, x, 32, stream), OK);
    CHECK(host[0] != host[0]);  // NaN
    EQUAL(cuStreamSynchronize(stream), OK);
    EQUAL(host[7], 1.0f);
    CLEAN();
    EQUAL(cuMemcpyDtoHAsync_v2(host, x, 32, stream), OK);
    host[3] = 2.0f;
    EQUAL(cuStreamSynchronize(stream), OK);
    FOUND("pinned memory");
  }
}

void source_overwritten_too_early() {
  for (const char* schedule : SCHEDULES) {
    start_device();
    EQUAL(emulator_configure("schedule", schedule), 0);
    const DevicePointer x = ones(8);
    const Stream stream = create_stream();
    float* host = pinned(8, 5.0f);
    EQUAL(cuMemcpyHtoDAsync_v2(x, host, 32, stream), OK);
    host[2] = 6.0f;
    EQUAL(cuStreamSynchronize(stream), OK);
    FOUND("pinned memory");
    EQUAL(cuMemcpyHtoDAsync_v2(x, host, 32, stream), OK);
    EQUAL(cuStreamSynchronize(stream), OK);
    host[2] = 7.0f;
    CLEAN();
    EQUAL(download<float>(x, 8)[2], 6.0f);
    EQUAL(cuMemcpyHtoDAsync_v2(x, host, 32, stream), OK);
    EQUAL(cuMemFreeHost(host), OK);
    FOUND("pinned memory");
  }
}

// One stream fills, another one scales.
void two_streams(bool wait) {
  const Stream first = create_stream(), second = create_stream();
  const DevicePointer x = ones(64);
  const Event filled = create_event();
  EQUAL(cuMemsetD32Async(x, 0x40000000, 64, first), OK);
  EQUAL(cuEventRecord(filled, first), OK);
  if (wait) {
    EQUAL(cuStreamWaitEvent(second, filled, 0), OK);
  }
  EQUAL(launch_on(second, kernel("scale"), 2, 32, 0, x, 3.0f, 64), OK);
  EQUAL(cuStreamSynchronize(second), OK);
  EQUAL(cuCtxSynchronize(), OK);
}

void missing_wait() {
  for (const char* schedule : SCHEDULES) {
    start_races();
    EQUAL(emulator_configure("schedule", schedule), 0);
    two_streams(true);
    CLEAN();
    two_streams(false);
    FOUND("stream race");
  }
}

void freed_too_early() {
  start_races();
  const Stream first = create_stream(), second = create_stream();
  const DevicePointer x = ones(64), y = ones(64);
  EQUAL(launch_on(first, kernel("scale"), 2, 32, 0, x, 3.0f, 64), OK);
  EQUAL(cuMemFreeAsync(x, first), OK);
  CLEAN();
  EQUAL(launch_on(first, kernel("scale"), 2, 32, 0, y, 3.0f, 64), OK);
  EQUAL(cuMemFreeAsync(y, second), OK);
  FOUND("stream race");
}

void synchronization_during_capture() {
  start_device();
  const DevicePointer x = ones(32);
  const Stream stream = create_stream();
  Graph graph = nullptr;
  for (const bool synchronize : {true, false}) {
    EQUAL(cuStreamBeginCapture_v2(stream, 0), OK);
    EQUAL(launch_on(stream, kernel("scale"), 1, 32, 0, x, 2.0f, 32), OK);
    if (synchronize) {
      EQUAL(cuStreamSynchronize(stream), CAPTURE_UNSUPPORTED);
      FOUND("capture");
    }
    EQUAL(cuStreamEndCapture(stream, &graph), synchronize ? CAPTURE_INVALIDATED : OK);
  }
  CLEAN();
  EQUAL(cuGraphDestroy(graph), OK);
}

void no_context() {
  start_device();
  Context context = nullptr;
  EQUAL(cuCtxGetCurrent(&context), OK);
  EQUAL(cuCtxSetCurrent(nullptr), OK);
  DevicePointer x = 0;
  EQUAL(cuMemAlloc_v2(&x, 4), INVALID_CONTEXT);
  FOUND("context");
  EQUAL(cuCtxSetCurrent(context), OK);
  EQUAL(cuMemAlloc_v2(&x, 4), OK);
  CLEAN();
}

void missing_kernel() {
  start_device();
  Function found = nullptr;
  EQUAL(cuModuleGetFunction(&found, module(), "scales"), NOT_FOUND);
  FOUND("module");
  EQUAL(cuModuleGetFunction(&found, module(), "scale"), OK);
  CLEAN();
}

void unknown_image() {
  start_device();
  Module made = nullptr;
  EQUAL(cuModuleLoadData(&made, "no PTX at all, but long enough"), INVALID_IMAGE);
  FOUND("module");
  EQUAL(cuModuleLoadData(&made, ".version 9.0\n.target sm_75\n.address_size 64\n"), 222);
  FOUND("module");
  EQUAL(cuModuleLoadData(&made, ".version 7.5\n.target sm_90\n.address_size 64\n"), 209);
  FOUND("module");
  EQUAL(cuModuleLoadData(&made, "\177ELF is machine code, which is not interpreted"), 209);
  FOUND("module");
}

void out_of_memory() {
  start_device();
  EQUAL(emulator_configure("memory", "1000000"), 0);
  const DevicePointer x = allocate(600000);
  DevicePointer y = 0;
  EQUAL(cuMemAlloc_v2(&y, 600000), OUT_OF_MEMORY);
  FOUND("out of memory");
  EQUAL(cuMemFree_v2(x), OK);
  EQUAL(cuMemAlloc_v2(&y, 600000), OK);
  CLEAN();
  EQUAL(emulator_configure("memory", "4294967296"), 0);
}

void leak() {
  start_device();
  Context other = nullptr;
  EQUAL(cuDevicePrimaryCtxRelease_v2(0), OK);
  CLEAN();
  EQUAL(cuDevicePrimaryCtxRetain(&other, 0), OK);
  EQUAL(cuCtxSetCurrent(other), OK);
  allocate(100);
  create_stream();
  EQUAL(cuDevicePrimaryCtxRelease_v2(0), OK);
  FOUND("leak");
  EQUAL(emulator_counter("live_bytes"), 0);
  EQUAL(emulator_counter("live_streams"), 0);
  EQUAL(cuDevicePrimaryCtxRetain(&other, 0), OK);
}

void write_beyond_the_end() {
  start_device();
  const DevicePointer x = allocate(100);
  reinterpret_cast<char*>(x)[99] = 1;
  reinterpret_cast<char*>(x)[100] = 1;
  EQUAL(cuMemFree_v2(x), OK);
  FOUND("canary");
}

void not_supported() {
  start_device();
  EQUAL(cuMipmappedArrayDestroy(nullptr), 801);
  FOUND("unsupported");
  EQUAL(emulator_counter("unsupported_calls"), 1);
  EQUAL(emulator_configure("colour", "red"), 1);
  FOUND("option");
}

}  // namespace

int main(int arguments, char** names) {
  const Test tests[] = {
      {"shared_race", shared_race},
      {"race_in_a_warp", race_in_a_warp},
      {"race_between_blocks", race_between_blocks},
      {"race_in_a_block", race_in_a_block},
      {"out_of_bounds", out_of_bounds},
      {"out_of_shared_bounds", out_of_shared_bounds},
      {"misaligned", misaligned},
      {"use_after_free", use_after_free},
      {"bad_frees", bad_frees},
      {"uninitialized_memory", uninitialized_memory},
      {"long_copy", long_copy},
      {"wrong_parameter_buffer", wrong_parameter_buffer},
      {"too_much_shared_memory", too_much_shared_memory},
      {"bad_shape", bad_shape},
      {"divergent_barrier", divergent_barrier},
      {"bad_shuffles", bad_shuffles},
      {"endless_kernel", endless_kernel},
      {"trap", trap},
      {"read_before_synchronization", read_before_synchronization},
      {"source_overwritten_too_early", source_overwritten_too_early},
      {"missing_wait", missing_wait},
      {"freed_too_early", freed_too_early},
      {"synchronization_during_capture", synchronization_during_capture},
      {"no_context", no_context},
      {"missing_kernel", missing_kernel},
      {"unknown_image", unknown_image},
      {"out_of_memory", out_of_memory},
      {"leak", leak},
      {"write_beyond_the_end", write_beyond_the_end},
      {"not_supported", not_supported},
  };
  return run_tests(tests, arguments, names);
}
