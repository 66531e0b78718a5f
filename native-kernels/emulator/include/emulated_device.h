#pragma once
#include <cstddef>
#include <functional>
#include <string>
namespace emulator {
enum class Counter { LAUNCHES, COPIES_TO_DEVICE, BYTES_TO_DEVICE, COPIES_TO_HOST, BYTES_TO_HOST, COPIES_ON_DEVICE, BYTES_ON_DEVICE, MEMSETS,
  SYNCHRONIZATIONS, IMPLICIT_SYNCHRONIZATIONS, ALLOCATIONS, FREES, LIVE_BYTES, PEAK_BYTES, LIVE_ALLOCATIONS, LIVE_STREAMS, LIVE_EVENTS, LIVE_MODULES,
  EVENTS, GRAPH_LAUNCHES, BLAS_CALLS, DNN_CALLS, RACES, ERRORS, UNINITIALIZED_READS, UNSUPPORTED_CALLS, COUNT };
// Queues work on a stream (a CUstream; null is the default stream), as a launch is queued: it runs when the stream gets there
// (at once, or late, as the schedule says; or it becomes a node of a graph while the stream is captured). Returns a CUresult: 0, or why it was refused.
int enqueue(void* stream, Counter counter, const std::string& what, std::function<int()> work);
bool check_read(const void* address, size_t bytes, const char* what);    // inside one live allocation, and every byte written before; else reported
bool check_write(void* address, size_t bytes, const char* what);         // inside one live allocation; else reported. Marks the bytes as written
bool is_device_address(const void* address);
void report(const char* kind, const std::string& text);                   // a finding; also counts as an error where `kind` is one
void count(Counter counter, long long by = 1);
int unsupported(const char* function);                                    // reports, counts, returns CUDA_ERROR_NOT_SUPPORTED (801)
}
