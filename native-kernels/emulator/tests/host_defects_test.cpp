// Planted defects in what the host does: each must be found, as what it is; its correct twin must
// find nothing.

#include <algorithm>

#include "defects.h"

namespace {

constexpr int INVALID_VALUE = 1, OUT_OF_MEMORY = 2, INVALID_IMAGE = 200, INVALID_CONTEXT = 201,
              NOT_FOUND = 500, CAPTURE_UNSUPPORTED = 900, CAPTURE_INVALIDATED = 901;

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
  EQUAL(launch_on(second, defect("scale"), 2, 32, 0, x, 3.0f, 64), OK);
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
  EQUAL(launch_on(first, defect("scale"), 2, 32, 0, x, 3.0f, 64), OK);
  EQUAL(cuMemFreeAsync(x, first), OK);
  CLEAN();
  EQUAL(launch_on(first, defect("scale"), 2, 32, 0, y, 3.0f, 64), OK);
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
    EQUAL(launch_on(stream, defect("scale"), 1, 32, 0, x, 2.0f, 32), OK);
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
  const Module module = load(read_text(TESTS "/defects.ptx"));
  EQUAL(cuModuleGetFunction(&found, module, "scales"), NOT_FOUND);
  FOUND("module");
  EQUAL(cuModuleGetFunction(&found, module, "scale"), OK);
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
      {"bad_frees", bad_frees},
      {"long_copy", long_copy},
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
