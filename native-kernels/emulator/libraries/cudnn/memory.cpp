// Checks of tensors, run of dense elements by run.

#include "cudnn/memory.h"

#include <cstring>

#include "cudnn/walk.h"
#include "emulated_device.h"

namespace dnn {
namespace {

// Calls the check for each run of elements that follow each other.
template <class Check>
bool check_runs(const Tensor& tensor, Check check) {
  Tensor outer = tensor;
  size_t run = 1;
  for (bool grown = true; grown;) {
    grown = false;
    for (int i = 0; i < tensor.rank; i++) {
      if (outer.dims[i] == 1 || static_cast<size_t>(outer.strides[i]) != run) continue;
      run *= static_cast<size_t>(outer.dims[i]);
      outer.dims[i] = 1;
      grown = true;
    }
  }
  bool good = true;
  Walk<1>(outer, {&outer})([&](const std::array<ptrdiff_t, 1>& at) {
    if (good) good = check(at[0], run * sizeof(float));
  });
  return good;
}

}  // namespace

bool readable(const Tensor& tensor, const float* at, const char* what) {
  return check_runs(tensor, [=](ptrdiff_t offset, size_t bytes) {
    return emulator::check_read(at + offset, bytes, what);
  });
}

bool writable(const Tensor& tensor, float* at, const char* what) {
  return check_runs(tensor, [=](ptrdiff_t offset, size_t bytes) {
    return emulator::check_write(at + offset, bytes, what);
  });
}

bool readable(size_t count, const float* at, const char* what) {
  return emulator::check_read(at, count * sizeof(float), what);
}

bool writable(size_t count, float* at, const char* what) {
  return emulator::check_write(at, count * sizeof(float), what);
}

bool scribble(void* workspace, size_t bytes) {
  if (bytes == 0) return true;
  if (!emulator::check_write(workspace, bytes, "cuDNN workspace")) return false;
  std::memset(workspace, 0xff, bytes);
  return true;
}

bool blendable(const Blend& blend, const Tensor& tensor, float* at, const char* what) {
  return (!blend.reads_before() || readable(tensor, at, what)) && writable(tensor, at, what);
}

bool blendable(const Blend& blend, size_t count, float* at, const char* what) {
  return (!blend.reads_before() || readable(count, at, what)) && writable(count, at, what);
}

}  // namespace dnn
