// Streams: creation, order of their work, and running it.

#include "queue/streams.h"

#include <algorithm>
#include <chrono>
#include <unordered_map>

#include "core/counters.h"
#include "core/current_device.h"
#include "core/findings.h"
#include "core/launches.h"
#include "core/options.h"
#include "core/status.h"
#include "queue/capture.h"
#include "queue/transfers.h"

namespace emulator {
namespace {

struct Queue {
  std::vector<Stream*> streams;   // of the program
  std::vector<Stream*> internal;  // of graphs
  Stream defaults[MOST_DEVICES], own[MOST_DEVICES];
  uint16_t slots = 0;
  Clock host;                     // what the host knows to be done
  const Operation* running = nullptr;
  int sticky = 0;
  std::unordered_map<uint64_t, std::string> names;

  Queue() {
    for (Stream* each : {defaults, own}) {
      for (int device = 0; device < MOST_DEVICES; device++) {
        each[device].device = device;
        each[device].slot = slots++;
      }
    }
  }
};

Queue& queue() {
  static Queue& one = *new Queue();
  return one;
}

uint64_t key(uint16_t slot, uint32_t sequence) { return uint64_t{slot} << 32 | sequence; }

std::vector<Stream*> all_streams() {
  std::vector<Stream*> all = queue().streams;
  all.insert(all.end(), queue().internal.begin(), queue().internal.end());
  for (Stream& own : queue().own) all.push_back(&own);
  for (Stream& defaults : queue().defaults) all.push_back(&defaults);
  if (options().reverse()) std::reverse(all.begin(), all.end());
  if (options().shuffled()) std::shuffle(all.begin(), all.end(), options().random);
  return all;
}

void trace(const Operation& operation, int status) {
  if (!options().trace) return;
  std::fprintf(options().trace, "stream %u operation %u %s%s\n", operation.slot,
               operation.sequence, operation.work.what.c_str(), status ? " failed" : "");
  std::fflush(options().trace);
}

void execute(Operation& operation) {
  Queue& all = queue();
  if (!all.sticky && operation.work.run) {
    all.running = &operation;
    const int status = operation.work.run();
    all.running = nullptr;
    trace(operation, status);
    if (status) all.sticky = status;
  }
  operation.finished = std::chrono::steady_clock::now().time_since_epoch().count();
  operation.done = true;
  operation.before.clear();
  operation.work.run = nullptr;
}

void run_front(Stream& stream) {
  const OperationPointer front = stream.queue.front();
  stream.queue.pop_front();
  execute(*front);
}

bool ready(const Stream& stream) {
  if (stream.queue.empty()) return false;
  const auto& before = stream.queue.front()->before;
  return std::all_of(before.begin(), before.end(),
                     [](const OperationPointer& first) { return first->done; });
}

// Runs some ready work, as the random schedule likes.
void run_some() {
  for (Stream* stream : all_streams()) {
    while (ready(*stream) && options().random() % 2) run_front(*stream);
  }
}

// Runs what an operation needs and the operation.
void run_until(OperationPointer operation) {
  while (!operation->done) {
    if (options().shuffled()) run_some();
    if (operation->done) return;
    Stream& stream = *operation->stream;
    const OperationPointer front = stream.queue.front();
    const std::vector<OperationPointer> before = front->before;
    for (const OperationPointer& first : before) run_until(first);
    if (!front->done) run_front(stream);
  }
}

// The counter of a copy's bytes follows that of the copies.
void count_work(const Work& work, const Stream& stream) {
  if (work.counter != Counter::COUNT) count(work.counter);
  if (work.bytes) count(static_cast<Counter>(static_cast<int>(work.counter) + 1), work.bytes);
  if (!work.kernel.empty()) count_launch(work.kernel, stream.slot);
}

void order_after(Operation& operation, const OperationPointer& first) {
  if (!first) return;
  operation.clock.join(first->clock);
  if (!first->done) operation.before.push_back(first);
}

// The default stream waits for all blocking streams, and they for it.
void order_with_default(Operation& operation, const Stream& stream) {
  const Stream& defaults = queue().defaults[stream.device];
  if (&stream != &defaults) {
    if (stream.blocking) order_after(operation, defaults.last);
    return;
  }
  order_after(operation, queue().own[stream.device].last);
  for (const Stream* other : queue().streams) {
    if (other->blocking && other->device == stream.device) order_after(operation, other->last);
  }
}

void host_knows(const Clock& clock) {
  queue().host.join(clock);
  settle_transfers(queue().host);
}

Stream* add(std::vector<Stream*>& to, unsigned flags, int priority) {
  Stream* made = new Stream();
  made->device = current_device();
  made->slot = queue().slots++;
  made->flags = flags;
  made->blocking = !(flags & 1);
  made->priority = priority;
  to.push_back(made);
  return made;
}

}  // namespace

Stream& default_stream() { return queue().defaults[current_device()]; }

Stream* create_stream(unsigned flags, int priority) {
  count(Counter::LIVE_STREAMS);
  return add(queue().streams, flags, priority);
}

Stream* create_internal_stream() { return add(queue().internal, 1, 0); }

void destroy_stream(Stream* stream) {
  if (stream->last) run_until(stream->last);
  for (std::vector<Stream*>* streams : {&queue().streams, &queue().internal}) {
    const auto found = std::find(streams->begin(), streams->end(), stream);
    if (found == streams->end()) continue;
    streams->erase(found);
    if (streams == &queue().streams) count(Counter::LIVE_STREAMS, -1);
  }
  delete stream;
}

Stream* stream_of(void* handle) {
  const auto number = reinterpret_cast<uintptr_t>(handle);
  const int device = current_device();
  if (device == NO_CURRENT_DEVICE) return nullptr;
  if (number <= 1) return &queue().defaults[device];
  if (number == 2) return &queue().own[device];
  Stream* stream = static_cast<Stream*>(handle);
  const auto& all = queue().streams;
  if (std::find(all.begin(), all.end(), stream) == all.end()) return nullptr;
  if (stream->device == device) return stream;
  report(kind::CONTEXT, format("a stream of device %d, while the context of device %d is current",
                               stream->device, device));
  return nullptr;
}

const std::vector<Stream*>& live_streams() { return queue().streams; }

int submit(Stream& stream, Work work, const std::vector<OperationPointer>& after,
           OperationPointer* made) {
  if (stream.capture) return capture_work(stream, std::move(work));
  if (const int refused = check_default_stream(stream)) return refused;
  const OperationPointer operation = submit_now(stream, std::move(work), after);
  if (made) *made = operation;
  return queue().sticky;
}

OperationPointer submit_now(Stream& stream, Work work,
                            const std::vector<OperationPointer>& after) {
  const auto operation = std::make_shared<Operation>();
  operation->work = std::move(work);
  operation->stream = &stream;
  operation->device = stream.device;
  operation->slot = stream.slot;
  operation->sequence = ++stream.issued;
  operation->clock = queue().host;
  if (stream.last) operation->clock.join(stream.last->clock);
  order_with_default(*operation, stream);
  for (const OperationPointer& first : after) order_after(*operation, first);
  operation->clock.set(stream.slot, operation->sequence);
  stream.queue.push_back(operation);
  stream.last = operation;
  count_work(operation->work, stream);
  if (options().races) queue().names[key(stream.slot, operation->sequence)] = operation->work.what;
  if (operation->work.prepare) operation->work.run = operation->work.prepare(operation);
  if (options().schedule == Schedule::EAGER) run_until(operation);
  if (options().shuffled()) run_some();
  return operation;
}

void wait_for(const OperationPointer& operation) {
  if (!operation) return;
  run_until(operation);
  host_knows(operation->clock);
}

void wait_for_stream(Stream& stream) { wait_for(stream.last); }

void wait_for_device(int device) {
  for (Stream* stream : all_streams()) {
    if (stream->device == device) wait_for_stream(*stream);
  }
}

void wait_for_all() {
  for (Stream* stream : all_streams()) wait_for_stream(*stream);
}

bool poll(const OperationPointer& operation) {
  if (operation && !operation->done) {
    Stream& stream = *operation->stream;
    run_until(stream.queue.front());
    if (!operation->done) return false;
  }
  if (operation) host_knows(operation->clock);
  return true;
}

const Operation* current_operation() { return queue().running; }

std::string operation_name(uint16_t slot, uint32_t sequence) {
  const auto found = queue().names.find(key(slot, sequence));
  return found == queue().names.end() ? "" : found->second;
}

int sticky_error() { return queue().sticky; }

void clear_sticky_error() { queue().sticky = 0; }

// Work of the stand-in libraries.
int enqueue(void* stream, Counter counter, const std::string& what, std::function<int()> work) {
  const std::lock_guard<std::recursive_mutex> guard(device_lock());
  if (queue().sticky) return queue().sticky;
  Stream* target = stream_of(stream);
  if (!target) return INVALID_HANDLE;
  Work queued;
  queued.what = what;
  queued.counter = counter;
  queued.run = std::move(work);
  return submit(*target, std::move(queued));
}

}  // namespace emulator
