// Streams, events and the default stream; and the counters.

#include <cstdint>

#include "device.h"

namespace {

constexpr int INVALID_HANDLE = 400, NOT_READY = 600;
const char* const SCHEDULES[] = {"eager", "lazy", "reverse", "random:3", "random:4"};

Function scale() { return function(load(read_text(TESTS "/defects.ptx")), "scale"); }

void start(const char* schedule, bool races = true) {
  start_device();
  EQUAL(emulator_configure("races", races ? "on" : "off"), 0);
  EQUAL(emulator_configure("schedule", schedule), 0);
}

// Work of one stream keeps its order, and events order streams, whatever the schedule.
void order() {
  for (const char* schedule : SCHEDULES) {
    start(schedule);
    const Function kernel = scale();
    const DevicePointer x = upload(std::vector<float>(8, 1.0f));
    Stream streams[] = {create_stream(), create_stream(), create_stream()};
    for (int round = 0; round < 9; round++) {
      const Event done = create_event();
      EQUAL(launch_on(streams[round % 3], kernel, 1, 8, 0, x, 2.0f, 8), OK);
      EQUAL(launch_on(streams[round % 3], kernel, 1, 8, 0, x, 0.75f, 8), OK);
      EQUAL(cuEventRecord(done, streams[round % 3]), OK);
      EQUAL(cuStreamWaitEvent(streams[(round + 1) % 3], done, 0), OK);
      EQUAL(cuEventDestroy_v2(done), OK);
    }
    EQUAL(cuCtxSynchronize(), OK);
    float wanted = 1;
    for (int round = 0; round < 9; round++) wanted *= 1.5f;
    EQUAL(download<float>(x, 8)[7], wanted);
    CLEAN();
  }
}

// Blocking streams are ordered with the default stream; others are not.
void default_stream() {
  for (const char* schedule : SCHEDULES) {
    start(schedule);
    const Function kernel = scale();
    const DevicePointer x = upload(std::vector<float>(8, 1.0f));
    const Stream blocking = create_stream(true), own = create_stream(false);
    EQUAL(launch_on(blocking, kernel, 1, 8, 0, x, 3.0f, 8), OK);
    EQUAL(cuMemsetD32_v2(x, 0x40000000, 8), OK);
    EQUAL(launch_on(blocking, kernel, 1, 8, 0, x, 3.0f, 8), OK);
    EQUAL(download<float>(x, 8)[0], 6.0f);
    CLEAN();
    EQUAL(launch_on(own, kernel, 1, 8, 0, x, 3.0f, 8), OK);
    EQUAL(cuMemsetD32_v2(x, 0x40000000, 8), OK);
    EQUAL(cuCtxSynchronize(), OK);
    FOUND("stream race");
  }
}

// A late schedule runs nothing before it must.
void lateness() {
  start("lazy");
  const DevicePointer x = upload(std::vector<float>(8, 1.0f));
  const Stream stream = create_stream(), other = create_stream();
  const Event event = create_event();
  const float* inside = reinterpret_cast<const float*>(x);
  EQUAL(launch_on(stream, scale(), 1, 8, 0, x, 3.0f, 8), OK);
  EQUAL(cuEventRecord(event, stream), OK);
  EQUAL(launch_on(stream, scale(), 1, 8, 0, x, 3.0f, 8), OK);
  EQUAL(cuStreamSynchronize(other), OK);
  EQUAL(inside[0], 1.0f);
  EQUAL(cuEventQuery(event), NOT_READY);
  EQUAL(cuEventQuery(event), OK);
  EQUAL(inside[0], 3.0f);
  EQUAL(cuStreamQuery(stream), OK);
  EQUAL(inside[0], 9.0f);
  CLEAN();
}

void handles() {
  start("eager");
  const Stream stream = create_stream();
  const Event event = create_event();
  EQUAL(cuEventQuery(event), OK);
  EQUAL(cuStreamWaitEvent(stream, event, 0), OK);
  EQUAL(cuStreamDestroy_v2(stream), OK);
  EQUAL(cuStreamSynchronize(stream), INVALID_HANDLE);
  EQUAL(cuEventRecord(event, stream), INVALID_HANDLE);
  EQUAL(cuEventDestroy_v2(event), OK);
  EQUAL(cuEventQuery(event), INVALID_HANDLE);
  Event timed[2];
  for (Event& one : timed) EQUAL(cuEventCreate(&one, 0), OK);
  for (Event& one : timed) EQUAL(cuEventRecord(one, nullptr), OK);
  float milliseconds = -1;
  EQUAL(cuEventElapsedTime(&milliseconds, timed[0], timed[1]), OK);
  CHECK(milliseconds >= 0);
  CLEAN();
}

void counters() {
  start("eager", false);
  const long long before = emulator_counter("live_bytes");
  const DevicePointer x = allocate(100), y = allocate(50);
  const std::vector<char> host(100);
  void* pinned = nullptr;
  EQUAL(cuMemAllocHost_v2(&pinned, 100), OK);
  const Stream stream = create_stream();
  EQUAL(cuMemcpyHtoD_v2(x, host.data(), 100), OK);
  EQUAL(cuMemcpyHtoDAsync_v2(x, host.data(), 40, stream), OK);
  EQUAL(cuMemcpyDtoHAsync_v2(pinned, x, 60, stream), OK);
  EQUAL(cuMemcpyDtoD_v2(y, x, 50), OK);
  EQUAL(cuMemsetD8_v2(x, 1, 100), OK);
  EQUAL(cuStreamSynchronize(stream), OK);
  EQUAL(cuMemFree_v2(y), OK);
  const struct {
    const char* name;
    long long value;
  } wanted[] = {{"allocations", 2}, {"frees", 1}, {"live_bytes", before + 100},
                {"peak_bytes", before + 150}, {"live_allocations", 1}, {"live_streams", 1},
                {"copies_to_device", 2}, {"bytes_to_device", 140}, {"copies_to_host", 1},
                {"bytes_to_host", 60}, {"copies_on_device", 1}, {"bytes_on_device", 50},
                {"memsets", 1}, {"synchronizations", 1}, {"implicit_synchronizations", 2},
                {"launches", 0}, {"errors", 0}, {"no_such_counter", -1}};
  for (const auto& one : wanted) {
    if (emulator_counter(one.name) == one.value) continue;
    fail(__FILE__, __LINE__, std::string(one.name) + " is " +
                                 std::to_string(emulator_counter(one.name)));
  }
  emulator_reset_counters();
  EQUAL(emulator_counter("allocations"), 0);
  EQUAL(emulator_counter("peak_bytes"), before + 100);
  EQUAL(emulator_counter("live_streams"), 1);
  CLEAN();
}

// Launches of one kernel, and the streams they were queued on.
void launches_by_kernel() {
  start("lazy");
  const DevicePointer x = upload(std::vector<float>(8, 1.0f)), y = allocate(32);
  const Stream first = create_stream(), second = create_stream();
  EQUAL(emulator_launches("scale"), 0);
  EQUAL(emulator_launching_streams("scale"), 0);
  EQUAL(launch_on(first, scale(), 1, 8, 0, x, 2.0f, 8), OK);
  EQUAL(launch_on(first, scale(), 1, 8, 0, x, 2.0f, 8), OK);
  EQUAL(emulator_launches("scale"), 2);
  EQUAL(emulator_launching_streams("scale"), 1);
  EQUAL(cuStreamSynchronize(first), OK);
  EQUAL(cuMemcpyDtoDAsync_v2(y, x, 32, second), OK);
  EQUAL(emulator_launching_streams("scale"), 1);
  EQUAL(launch_on(second, scale(), 1, 8, 0, x, 2.0f, 8), OK);
  EQUAL(emulator_launches("scale"), 3);
  EQUAL(emulator_launching_streams("scale"), 2);
  EQUAL(emulator_launches("scal"), 0);
  emulator_reset_counters();
  EQUAL(emulator_launches("scale"), 0);
  EQUAL(emulator_launching_streams("scale"), 0);
  EQUAL(cuCtxSynchronize(), OK);
  CLEAN();
}

// A launch that is refused does not count.
void refused_launches() {
  start("eager");
  const DevicePointer x = upload(std::vector<float>(8, 1.0f));
  CHECK(launch_on(create_stream(), scale(), 0, 8, 0, x, 2.0f, 8) != OK);
  EQUAL(emulator_launches("scale"), 0);
  FOUND("launch");
}

}  // namespace

int main(int arguments, char** names) {
  const Test tests[] = {
      {"order", order},
      {"default_stream", default_stream},
      {"lateness", lateness},
      {"handles", handles},
      {"counters", counters},
      {"launches_by_kernel", launches_by_kernel},
      {"refused_launches", refused_launches},
  };
  return run_tests(tests, arguments, names);
}
