// Stream capture.

#include "queue/capture.h"

#include <algorithm>

#include "core/findings.h"
#include "core/status.h"

namespace emulator {
namespace {

void add_all(std::vector<size_t>& to, const std::vector<size_t>& nodes) {
  for (const size_t node : nodes) {
    if (std::find(to.begin(), to.end(), node) == to.end()) to.push_back(node);
  }
}

// Whether every node comes before the end of the first branch.
bool joined(const Capture& capture) {
  std::vector<bool> reached(capture.graph.nodes.size());
  std::vector<size_t> open = capture.branches.at(capture.origin).frontier;
  while (!open.empty()) {
    const size_t node = open.back();
    open.pop_back();
    if (reached[node]) continue;
    reached[node] = true;
    add_all(open, capture.graph.nodes[node].before);
  }
  return std::all_of(reached.begin(), reached.end(), [](bool one) { return one; });
}

void release_streams(const std::shared_ptr<Capture>& capture) {
  for (auto& branch : capture->branches) branch.first->capture = nullptr;
}

}  // namespace

int begin_capture(Stream& stream, CaptureMode mode) {
  if (&stream == &default_stream()) return CAPTURE_UNSUPPORTED;
  if (stream.capture) return ILLEGAL_STATE;
  stream.capture = std::make_shared<Capture>();
  stream.capture->origin = &stream;
  stream.capture->mode = mode;
  stream.capture->branches[&stream] = {0, {}};
  stream.capture->graph.branches = 1;
  return SUCCESS;
}

int end_capture(Stream& stream, Graph** graph) {
  *graph = nullptr;
  const std::shared_ptr<Capture> capture = stream.capture;
  if (!capture) return ILLEGAL_STATE;
  if (capture->origin != &stream) return break_capture(stream, "cuStreamEndCapture",
                                                       CAPTURE_UNMATCHED);
  release_streams(capture);
  if (capture->broken) return CAPTURE_INVALIDATED;
  if (!joined(*capture)) {
    report(kind::CAPTURE, "another stream's captured work was not joined by an event");
    return CAPTURE_UNJOINED;
  }
  *graph = new Graph(std::move(capture->graph));
  return SUCCESS;
}

int capture_work(Stream& stream, Work work) {
  Capture& capture = *stream.capture;
  if (capture.broken) return CAPTURE_INVALIDATED;
  Capture::Branch& branch = capture.branches[&stream];
  capture.graph.nodes.push_back({std::move(work), branch.frontier, branch.number});
  branch.frontier = {capture.graph.nodes.size() - 1};
  return SUCCESS;
}

CapturedPoint captured_point(const Stream& stream) {
  const auto branch = stream.capture->branches.find(const_cast<Stream*>(&stream));
  return {stream.capture, branch->second.frontier};
}

int join_capture(Stream& stream, const CapturedPoint& point) {
  const std::shared_ptr<Capture> capture = point.capture.lock();
  if (!capture || !capture->origin->capture) return INVALID_VALUE;
  if (capture->broken) return CAPTURE_INVALIDATED;
  if (&stream == &default_stream()) return break_capture(*capture->origin, "cuStreamWaitEvent",
                                                         CAPTURE_IMPLICIT);
  if (stream.capture && stream.capture != capture) {
    capture->broken = true;
    return break_capture(stream, "cuStreamWaitEvent", CAPTURE_MERGE);
  }
  if (!stream.capture) {
    stream.capture = capture;
    capture->branches[&stream] = {capture->graph.branches++, {}};
  }
  add_all(capture->branches[&stream].frontier, point.nodes);
  return SUCCESS;
}

int break_capture(Stream& stream, const char* call, int status) {
  stream.capture->broken = true;
  report(kind::CAPTURE, format("%s must not be called while its stream is captured (%s)", call,
                               status_name(status)));
  return status;
}

int refuse_in_capture(const char* call) {
  int refused = SUCCESS;
  for (const Stream* stream : live_streams()) {
    if (!stream->capture || stream->capture->mode == CaptureMode::RELAXED) continue;
    stream->capture->broken = true;
    refused = CAPTURE_UNSUPPORTED;
  }
  if (refused) report(kind::CAPTURE, format("%s while a stream is captured", call));
  return refused;
}

int check_default_stream(const Stream& stream) {
  if (&stream != &default_stream()) return SUCCESS;
  for (Stream* other : live_streams()) {
    if (other->capture && other->blocking && other->device == stream.device) {
      return break_capture(*other, "work on the default stream", CAPTURE_IMPLICIT);
    }
  }
  return SUCCESS;
}

}  // namespace emulator
