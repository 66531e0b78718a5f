// Streams and when their work runs.
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "queue/operation.h"

namespace emulator {

struct Capture;

struct Stream {
  int device = 0;
  uint16_t slot = 0;
  bool blocking = true;   // ordered with the default stream
  unsigned flags = 0;
  int priority = 0;
  uint32_t issued = 0;
  std::deque<OperationPointer> queue;  // not done yet
  OperationPointer last;
  std::shared_ptr<Capture> capture;    // while its work goes into a graph
};

// The current device's default stream, which every blocking stream of the device is ordered with.
Stream& default_stream();

// A stream of the program, or one of a graph's branches (internal).
Stream* create_stream(unsigned flags, int priority);
Stream* create_internal_stream();

// Ends a stream; its work is done first.
void destroy_stream(Stream* stream);

// The stream of a handle: null and 1 are the default stream, 2 the thread's own; null if none, or
// if it is another device's than the current one, which is reported.
Stream* stream_of(void* handle);

const std::vector<Stream*>& live_streams();

// Queues work, after what the stream and the given operations have. While the stream is captured
// the work becomes a node instead. A CUresult.
int submit(Stream& stream, Work work, const std::vector<OperationPointer>& after = {},
           OperationPointer* made = nullptr);

// Queues work that is never captured.
OperationPointer submit_now(Stream& stream, Work work,
                            const std::vector<OperationPointer>& after = {});

// Runs work until an operation is done, and lets the host know that it is.
void wait_for(const OperationPointer& operation);
void wait_for_stream(Stream& stream);
void wait_for_device(int device);
void wait_for_all();

// Whether an operation is done; if not some work is run, so that asking again gets there.
bool poll(const OperationPointer& operation);

// The error that stays once work has failed; 0 if none has.
int sticky_error();
void clear_sticky_error();

}  // namespace emulator
