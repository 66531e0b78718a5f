// Capture and graphs.

#include "device.h"

namespace {

constexpr int INVALID_HANDLE = 400, CAPTURE_UNSUPPORTED = 900, CAPTURE_INVALIDATED = 901,
              CAPTURE_UNJOINED = 904, CAPTURE_ISOLATION = 905, CAPTURE_IMPLICIT = 906,
              CAPTURED_EVENT = 907;
const char* const SCHEDULES[] = {"eager", "lazy", "reverse", "random:3", "random:4"};

Function scale() { return function(load(read_text(TESTS "/defects.ptx")), "scale"); }

void start(const char* schedule) {
  start_device();
  EQUAL(emulator_configure("races", "on"), 0);
  EQUAL(emulator_configure("schedule", schedule), 0);
}

// Two streams captured: x = 2 x, then at once y = 3 x on one and z = 5 x on the other, x = y + z
// in a way: x is scaled by what both have left.
Graph capture(Stream first, Stream second, const DevicePointer* memory) {
  const Function kernel = scale();
  const Event fork = create_event(), join = create_event();
  Graph graph = nullptr;
  EQUAL(cuStreamBeginCapture_v2(first, 0), OK);
  EQUAL(launch_on(first, kernel, 1, 8, 0, memory[0], 2.0f, 8), OK);
  EQUAL(cuEventRecord(fork, first), OK);
  EQUAL(cuStreamWaitEvent(second, fork, 0), OK);
  EQUAL(cuMemcpyDtoDAsync_v2(memory[1], memory[0], 32, second), OK);
  EQUAL(launch_on(second, kernel, 1, 8, 0, memory[1], 3.0f, 8), OK);
  EQUAL(cuEventRecord(join, second), OK);
  EQUAL(cuMemcpyDtoDAsync_v2(memory[2], memory[0], 32, first), OK);
  EQUAL(cuStreamWaitEvent(first, join, 0), OK);
  EQUAL(cuMemcpyDtoDAsync_v2(memory[0], memory[1], 32, first), OK);
  EQUAL(cuEventQuery(join), CAPTURED_EVENT);
  EQUAL(cuStreamEndCapture(first, &graph), OK);
  return graph;
}

void graphs() {
  for (const char* schedule : SCHEDULES) {
    start(schedule);
    const std::vector<float> ones(8, 1.0f);
    const DevicePointer memory[] = {upload(ones), upload(ones), upload(ones)};
    const Stream first = create_stream(), second = create_stream();
    const Graph graph = capture(first, second, memory);
    EQUAL(download<float>(memory[0], 8)[0], 1.0f);
    EQUAL(emulator_counter("launches"), 0);
    ExecutableGraph executable = nullptr;
    EQUAL(cuGraphInstantiateWithFlags(&executable, graph, 0), OK);
    EQUAL(cuGraphDestroy(graph), OK);
    for (int round = 0; round < 3; round++) EQUAL(cuGraphLaunch(executable, first), OK);
    EQUAL(cuStreamSynchronize(first), OK);
    EQUAL(download<float>(memory[0], 8)[7], 216.0f);
    EQUAL(download<float>(memory[2], 8)[7], 72.0f);
    EQUAL(emulator_counter("graph_launches"), 3);
    EQUAL(emulator_counter("launches"), 6);
    EQUAL(emulator_launches("scale"), 6);
    EQUAL(emulator_launching_streams("scale"), 2);
    EQUAL(emulator_counter("copies_on_device"), 9);
    EQUAL(cuGraphExecDestroy(executable), OK);
    EQUAL(cuGraphLaunch(executable, first), INVALID_HANDLE);
    CLEAN();
  }
}

// A graph in which a branch is not ordered with another one that it should be.
void race_in_a_graph() {
  start("eager");
  const DevicePointer x = upload(std::vector<float>(8, 1.0f));
  const Stream first = create_stream(), second = create_stream();
  const Event fork = create_event(), join = create_event();
  Graph graph = nullptr;
  ExecutableGraph executable = nullptr;
  EQUAL(cuStreamBeginCapture_v2(first, 0), OK);
  EQUAL(cuEventRecord(fork, first), OK);
  EQUAL(cuStreamWaitEvent(second, fork, 0), OK);
  EQUAL(launch_on(first, scale(), 1, 8, 0, x, 2.0f, 8), OK);
  EQUAL(launch_on(second, scale(), 1, 8, 0, x, 2.0f, 8), OK);
  EQUAL(cuEventRecord(join, second), OK);
  EQUAL(cuStreamWaitEvent(first, join, 0), OK);
  EQUAL(cuStreamEndCapture(first, &graph), OK);
  EQUAL(cuGraphInstantiateWithFlags(&executable, graph, 0), OK);
  CLEAN();
  EQUAL(cuGraphLaunch(executable, first), OK);
  EQUAL(cuStreamSynchronize(first), OK);
  FOUND("stream race");
}

void bad_captures() {
  start("eager");
  const DevicePointer x = upload(std::vector<float>(8, 1.0f));
  const Stream first = create_stream(), second = create_stream(), blocking = create_stream(true);
  const Event event = create_event(), outside = create_event();
  Graph graph = nullptr;
  EQUAL(cuEventRecord(outside, second), OK);

  EQUAL(cuStreamBeginCapture_v2(first, 0), OK);
  EQUAL(cuEventRecord(event, first), OK);
  EQUAL(cuStreamWaitEvent(second, event, 0), OK);
  EQUAL(cuMemsetD32Async(x, 0, 8, second), OK);
  EQUAL(launch_on(first, scale(), 1, 8, 0, x, 2.0f, 8), OK);
  EQUAL(cuStreamEndCapture(first, &graph), CAPTURE_UNJOINED);
  FOUND("capture");

  EQUAL(cuStreamBeginCapture_v2(first, 0), OK);
  EQUAL(cuStreamWaitEvent(first, outside, 0), CAPTURE_ISOLATION);
  FOUND("capture");
  EQUAL(cuStreamEndCapture(first, &graph), CAPTURE_INVALIDATED);

  EQUAL(cuStreamBeginCapture_v2(blocking, 0), OK);
  EQUAL(cuMemsetD32_v2(x, 0, 8), CAPTURE_IMPLICIT);
  FOUND("capture");
  EQUAL(cuStreamEndCapture(blocking, &graph), CAPTURE_INVALIDATED);

  EQUAL(cuStreamBeginCapture_v2(first, 0), OK);
  DevicePointer y = 0;
  EQUAL(cuMemAlloc_v2(&y, 4), CAPTURE_UNSUPPORTED);
  FOUND("capture");
  EQUAL(cuStreamEndCapture(first, &graph), CAPTURE_INVALIDATED);
  EQUAL(cuMemAlloc_v2(&y, 4), OK);
  CLEAN();
}

// Pinned memory within a graph: read and written at each launch.
void copies_in_a_graph() {
  for (const char* schedule : SCHEDULES) {
    start(schedule);
    void* host = nullptr;
    EQUAL(cuMemAllocHost_v2(&host, 64), OK);
    float* values = static_cast<float*>(host);
    const DevicePointer x = allocate(32);
    const Stream stream = create_stream();
    Graph graph = nullptr;
    ExecutableGraph executable = nullptr;
    EQUAL(cuStreamBeginCapture_v2(stream, 0), OK);
    EQUAL(cuMemcpyHtoDAsync_v2(x, values, 32, stream), OK);
    EQUAL(launch_on(stream, scale(), 1, 8, 0, x, 2.0f, 8), OK);
    EQUAL(cuMemcpyDtoHAsync_v2(values + 8, x, 32, stream), OK);
    EQUAL(cuStreamEndCapture(stream, &graph), OK);
    EQUAL(cuGraphInstantiateWithFlags(&executable, graph, 0), OK);
    for (int round = 1; round < 4; round++) {
      for (int i = 0; i < 8; i++) values[i] = static_cast<float>(round * i);
      EQUAL(cuGraphLaunch(executable, stream), OK);
      EQUAL(cuStreamSynchronize(stream), OK);
      for (int i = 0; i < 8; i++) EQUAL(values[8 + i], static_cast<float>(2 * round * i));
    }
    CLEAN();
  }
}

}  // namespace

int main(int arguments, char** names) {
  const Test tests[] = {
      {"graphs", graphs},
      {"race_in_a_graph", race_in_a_graph},
      {"bad_captures", bad_captures},
      {"copies_in_a_graph", copies_in_a_graph},
  };
  return run_tests(tests, arguments, names);
}
