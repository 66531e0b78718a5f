// Recording a stream's work into a graph, and launching graphs.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "queue/operation.h"
#include "queue/streams.h"

namespace emulator {

// One piece of work of a graph and the nodes that come before it. Each branch is a stream that was
// captured, the first the one that the capture began on.
struct Node {
  Work work;
  std::vector<size_t> before;
  unsigned branch;
};

struct Graph {
  std::vector<Node> nodes;
  unsigned branches = 0;
};

// A graph ready to run, with a stream of its own for each further branch.
struct ExecutableGraph {
  Graph graph;
  std::vector<Stream*> branches;
  OperationPointer last;
};

enum class CaptureMode { GLOBAL, THREAD_LOCAL, RELAXED };

struct Capture {
  struct Branch {
    unsigned number;
    std::vector<size_t> frontier;  // the nodes that the next one comes after
  };
  Graph graph;
  Stream* origin = nullptr;
  CaptureMode mode = CaptureMode::GLOBAL;
  bool broken = false;
  std::map<Stream*, Branch> branches;
};

// A point in a capture, as an event keeps it.
struct CapturedPoint {
  std::weak_ptr<Capture> capture;
  std::vector<size_t> nodes;
};

int begin_capture(Stream& stream, CaptureMode mode);
int end_capture(Stream& stream, Graph** graph);

// A piece of work becomes a node of the graph that its stream is captured into.
int capture_work(Stream& stream, Work work);

CapturedPoint captured_point(const Stream& stream);

// A stream waits for an event that was recorded in a capture: it takes part in it from now on.
int join_capture(Stream& stream, const CapturedPoint& point);

// Refuses what must not happen while a stream is captured; what was captured is lost then.
int refuse_in_capture(const char* call);
int break_capture(Stream& stream, const char* call, int status);

// Refuses work on the default stream while a stream is captured that is ordered with it.
int check_default_stream(const Stream& stream);

ExecutableGraph* instantiate(const Graph& graph);
void destroy(ExecutableGraph* executable);
int launch(ExecutableGraph& executable, Stream& stream);

}  // namespace emulator
