// The library context, and what every function needs of it.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "cublas/api.h"

namespace blas {

struct Handle {
  void* stream = nullptr;
  int pointer_mode = HOST;
  int math_mode = DEFAULT_MATH;
  int atomics_mode = ATOMICS_NOT_ALLOWED;
  void* workspace = nullptr;  // null: the library's own
  size_t workspace_bytes = 0;
};

// Reports why a call is refused, and returns the status.
int refuse(Status status, const char* function, const std::string& reason);

// Whether a pointer is a handle that lives; reports if not (status NOT_INITIALIZED).
bool lives(const Handle* handle, const char* function);

// Queues work on the handle's stream. It returns whether all memory that it touched was right.
int submit(const Handle& handle, const std::string& what, std::function<bool()> work);

// As `submit`; with results on the host the call ends when they are there.
int submit_and_wait(const Handle& handle, const std::string& what, std::function<bool()> work);

// A factor, on the host (read now) or on the device (read when the work runs).
class Scalar {
 public:
  // The status of taking a factor from the place that the pointer mode says.
  int take(const Handle& handle, const float* from, const char* function, const char* name);

  // False where it lies on the device and cannot be read.
  bool read(float* value) const;

 private:
  const float* device_ = nullptr;
  float value_ = 0;
};

}  // namespace blas
