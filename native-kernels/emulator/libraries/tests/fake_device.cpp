// The device of the unit tests.

#include "fake_device.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>

namespace {

constexpr int ILLEGAL_ADDRESS = 700;
constexpr int NOT_SUPPORTED = 801;

struct Allocation {
  std::unique_ptr<uint8_t[]> bytes;
  size_t size;
  std::vector<bool> written;

  bool holds(const void* address, size_t count) const {
    const auto* first = static_cast<const uint8_t*>(address);
    return first >= bytes.get() && first + count <= bytes.get() + size;
  }
};

struct Stream {
  void* handle;
  std::deque<std::function<int()>> queue;
};

std::vector<Allocation> allocations;
std::vector<Stream> streams;
std::string reports;
long long counters[static_cast<int>(emulator::Counter::COUNT)];
bool postponed = false;

Allocation* find(const void* address, size_t bytes) {
  for (Allocation& one : allocations) {
    if (one.holds(address, bytes)) return &one;
  }
  return nullptr;
}

size_t offset(const Allocation& in, const void* address) {
  return static_cast<size_t>(static_cast<const uint8_t*>(address) - in.bytes.get());
}

Stream& stream_of(void* handle) {
  for (Stream& one : streams) {
    if (one.handle == handle) return one;
  }
  streams.push_back({handle, {}});
  return streams.back();
}

int run(Stream& stream) {
  int status = 0;
  while (!stream.queue.empty()) {
    const std::function<int()> work = stream.queue.front();
    stream.queue.pop_front();
    if (const int failed = work()) status = failed;
  }
  return status;
}

}  // namespace

namespace fake {

float* allocate(size_t floats) {
  const size_t size = floats * sizeof(float);
  allocations.push_back({std::make_unique<uint8_t[]>(size), size, std::vector<bool>(size)});
  std::memset(allocations.back().bytes.get(), 0xff, size);
  return reinterpret_cast<float*>(allocations.back().bytes.get());
}

float* upload(const std::vector<float>& values) {
  float* made = allocate(values.size());
  std::copy(values.begin(), values.end(), made);
  emulator::check_write(made, values.size() * sizeof(float), "upload");
  return made;
}

void free_all() { allocations.clear(); }

bool is_written(const void* address, size_t bytes) {
  const Allocation* in = find(address, bytes);
  if (!in) return false;
  const auto first = in->written.begin() + static_cast<ptrdiff_t>(offset(*in, address));
  return std::all_of(first, first + static_cast<ptrdiff_t>(bytes), [](bool one) { return one; });
}

void postpone(bool on) { postponed = on; }

void run_all() {
  for (size_t i = streams.size(); i-- > 0;) run(streams[i]);
}

std::string take_reports() {
  std::string taken;
  std::swap(taken, reports);
  return taken;
}

long long counted(emulator::Counter counter) { return counters[static_cast<int>(counter)]; }

}  // namespace fake

namespace emulator {

int enqueue(void* stream, Counter counter, const std::string&, std::function<int()> work) {
  count(counter);
  Stream& target = stream_of(stream);
  target.queue.push_back(std::move(work));
  return postponed ? 0 : run(target);
}

bool check_read(const void* address, size_t bytes, const char* what) {
  if (!find(address, bytes)) {
    report("out of bounds", what);
    return false;
  }
  if (!fake::is_written(address, bytes)) report("uninitialized read", what);
  return true;
}

bool check_write(void* address, size_t bytes, const char* what) {
  Allocation* in = find(address, bytes);
  if (!in) {
    report("out of bounds", what);
    return false;
  }
  const auto first = in->written.begin() + static_cast<ptrdiff_t>(offset(*in, address));
  std::fill(first, first + static_cast<ptrdiff_t>(bytes), true);
  return true;
}

bool is_device_address(const void* address) { return find(address, 1) != nullptr; }

void report(const char* kind, const std::string& text) {
  reports += std::string(kind) + ": " + text + "\n";
}

void count(Counter counter, long long by) { counters[static_cast<int>(counter)] += by; }

int unsupported(const char* function) {
  report("unsupported", function);
  return NOT_SUPPORTED;
}

}  // namespace emulator

extern "C" int cuStreamSynchronize(void* stream) { return run(stream_of(stream)); }
