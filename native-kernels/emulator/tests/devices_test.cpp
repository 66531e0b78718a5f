// Several devices: what belongs to one of them is not usable on another, and waiting for one is
// not waiting for another.

#include "defects.h"

namespace {

constexpr int OUT_OF_MEMORY = 2, INVALID_VALUE = 1, INVALID_DEVICE = 101, INVALID_HANDLE = 400,
              ILLEGAL_ADDRESS = 700;

Context context_of(int device) {
  Context made = nullptr;
  EQUAL(cuDevicePrimaryCtxRetain(&made, device), OK);
  return made;
}

// Two devices, without anything on them.
struct Two {
  Context first, second;

  Two() {
    start_races();
    EQUAL(emulator_configure("devices", "2"), 0);
    EQUAL(emulator_configure("schedule", "lazy"), 0);
    first = context_of(0);
    second = context_of(1);
    EQUAL(cuDevicePrimaryCtxReset_v2(1), OK);
  }

  ~Two() {
    emulator_clear_error();
    EQUAL(cuCtxSetCurrent(first), OK);
    for (int device : {0, 1}) EQUAL(cuDevicePrimaryCtxRelease_v2(device), OK);
    emulator_reports();
    EQUAL(emulator_configure("devices", "1"), 0);
  }
};

void numbers() {
  int number = 0;
  const Two two;
  EQUAL(cuDeviceGetCount(&number), OK);
  EQUAL(number, 2);
  EQUAL(cuDeviceGet(&number, 1), OK);
  EQUAL(number, 1);
  EQUAL(cuDeviceGet(&number, 2), INVALID_DEVICE);
  EQUAL(cuCtxSetCurrent(two.second), OK);
  EQUAL(cuCtxGetDevice(&number), OK);
  EQUAL(number, 1);
  CLEAN();
  EQUAL(emulator_configure("devices", "5"), 1);
  FOUND("option");
}

void each_has_its_own() {
  const Two two;
  for (Context context : {two.first, two.second}) {
    EQUAL(cuCtxSetCurrent(context), OK);
    const Stream stream = create_stream();
    const DevicePointer x = ones(64);
    EQUAL(launch_on(stream, defect("scale"), 1u, 64u, 0u, x, 2.0f, 64), OK);
    EQUAL(cuStreamSynchronize(stream), OK);
    EQUAL(download<float>(x, 64)[63], 2.0f);
    EQUAL(cuMemFree_v2(x), OK);
  }
  CLEAN();
}

void what_is_another_devices() {
  const Two two;
  const Stream stream = create_stream();
  const Event event = create_event();
  const Function kernel = defect("scale");
  const DevicePointer x = ones(64);
  EQUAL(cuCtxSetCurrent(two.second), OK);
  EQUAL(cuStreamSynchronize(stream), INVALID_HANDLE);
  FOUND("context");
  const Stream own = create_stream();
  EQUAL(cuEventRecord(event, own), INVALID_HANDLE);
  FOUND("context");
  EQUAL(launch_on(own, kernel, 1u, 64u, 0u, x, 2.0f, 64), INVALID_HANDLE);
  FOUND("context");
  float host = 0;
  EQUAL(cuMemcpyDtoH_v2(&host, x, 4), INVALID_VALUE);
  FOUND("memory of another device");
  EQUAL(launch_on(own, defect("scale"), 1u, 64u, 0u, x, 2.0f, 64), OK);
  EQUAL(cuStreamSynchronize(own), ILLEGAL_ADDRESS);
  FOUND("memory of another device");
}

void waiting() {
  const Two two;
  const DevicePointer x = ones(4);
  void* pinned = nullptr;
  EQUAL(cuMemAllocHost_v2(&pinned, 16), OK);
  EQUAL(cuMemcpyDtoHAsync_v2(pinned, x, 16, create_stream()), OK);
  const float* arrived = static_cast<const float*>(pinned);
  EQUAL(cuCtxSetCurrent(two.second), OK);
  EQUAL(cuCtxSynchronize(), OK);
  CHECK(arrived[0] != arrived[0]);  // NaN
  EQUAL(cuCtxSetCurrent(two.first), OK);
  EQUAL(cuCtxSynchronize(), OK);
  EQUAL(arrived[0], 1.0f);
  CLEAN();
}

void memory() {
  const Two two;
  EQUAL(emulator_configure("memory", "1000"), 0);
  allocate(900);
  EQUAL(cuCtxSetCurrent(two.second), OK);
  const DevicePointer x = allocate(900);
  CLEAN();
  DevicePointer more = 0;
  EQUAL(cuMemAlloc_v2(&more, 200), OUT_OF_MEMORY);
  FOUND("out of memory");
  EQUAL(cuMemFree_v2(x), OK);
  allocate(200);
  CLEAN();
  EQUAL(emulator_configure("memory", "4294967296"), 0);
}

// The end of one device leaves the other alone.
void leak() {
  const Two two;
  const DevicePointer x = ones(4);
  EQUAL(cuCtxSetCurrent(two.second), OK);
  create_stream();
  CLEAN();
  EQUAL(cuDevicePrimaryCtxRelease_v2(1), OK);
  FOUND("leak");
  EQUAL(emulator_counter("live_streams"), 0);
  context_of(1);
  EQUAL(cuCtxSetCurrent(two.first), OK);
  EQUAL(download<float>(x, 1)[0], 1.0f);
  CLEAN();
}

}  // namespace

int main(int arguments, char** names) {
  const Test tests[] = {
      {"numbers", numbers},
      {"each_has_its_own", each_has_its_own},
      {"what_is_another_devices", what_is_another_devices},
      {"waiting", waiting},
      {"memory", memory},
      {"leak", leak},
  };
  return run_tests(tests, arguments, names);
}
