// Handles: their settings, queueing work, and names of statuses.

#include "cublas/handle.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "common/driver.h"
#include "common/live_objects.h"
#include "common/text.h"
#include "emulated_device.h"

using library::live;
using library::text;

namespace blas {
namespace {

constexpr int VERSION[] = {12, 6, 0};
constexpr size_t CUDART_VERSION = 12060;
constexpr size_t WORKSPACE_ALIGNMENT = 256;
constexpr size_t SCRIBBLED_BYTES = 64 * 1024;

int status_of(int driver_status) {
  switch (driver_status) {
    case library::DRIVER_SUCCESS:
      return SUCCESS;
    case library::DRIVER_OUT_OF_MEMORY:
      return ALLOC_FAILED;
    case library::DRIVER_NOT_SUPPORTED:
      return NOT_SUPPORTED;
    default:
      return EXECUTION_FAILED;
  }
}

// The library may use all of its workspace: what the caller keeps there is lost.
bool scribble(void* workspace, size_t bytes) {
  const size_t used = std::min(bytes, SCRIBBLED_BYTES);
  if (used == 0) return true;
  if (!emulator::check_write(workspace, used, "cuBLAS workspace")) return false;
  std::memset(workspace, 0xff, used);
  return true;
}

struct StatusText {
  int status;
  const char *name, *meaning;
};

constexpr StatusText STATUS_TEXTS[] = {
    {SUCCESS, "CUBLAS_STATUS_SUCCESS", "success"},
    {NOT_INITIALIZED, "CUBLAS_STATUS_NOT_INITIALIZED", "the library was not initialized"},
    {ALLOC_FAILED, "CUBLAS_STATUS_ALLOC_FAILED", "the resource allocation failed"},
    {INVALID_VALUE, "CUBLAS_STATUS_INVALID_VALUE", "an invalid value was given"},
    {ARCH_MISMATCH, "CUBLAS_STATUS_ARCH_MISMATCH", "the device lacks a feature"},
    {MAPPING_ERROR, "CUBLAS_STATUS_MAPPING_ERROR", "memory could not be accessed"},
    {EXECUTION_FAILED, "CUBLAS_STATUS_EXECUTION_FAILED", "the work failed on the device"},
    {INTERNAL_ERROR, "CUBLAS_STATUS_INTERNAL_ERROR", "an internal operation failed"},
    {NOT_SUPPORTED, "CUBLAS_STATUS_NOT_SUPPORTED", "the function is not supported"},
    {LICENSE_ERROR, "CUBLAS_STATUS_LICENSE_ERROR", "a license is missing"},
};

const StatusText* find_text(int status) {
  for (const StatusText& one : STATUS_TEXTS) {
    if (one.status == status) return &one;
  }
  return nullptr;
}

// Sets or gets one setting of a handle.
template <class T>
int set(Handle* handle, T Handle::*member, T value, const char* function) {
  if (!lives(handle, function)) return NOT_INITIALIZED;
  handle->*member = value;
  return SUCCESS;
}

template <class T>
int get(Handle* handle, T Handle::*member, T* value, const char* function) {
  if (!lives(handle, function)) return NOT_INITIALIZED;
  if (!value) return refuse(INVALID_VALUE, function, "null result pointer");
  *value = handle->*member;
  return SUCCESS;
}

}  // namespace

int refuse(Status status, const char* function, const std::string& reason) {
  emulator::report("cublas", std::string(function) + ": " + reason + " (" +
                                 cublasGetStatusName(status) + ")");
  return status;
}

bool lives(const Handle* handle, const char* function) {
  if (live<Handle>().has(handle)) return true;
  refuse(NOT_INITIALIZED, function, handle ? "the handle was destroyed" : "the handle is null");
  return false;
}

int submit(const Handle& handle, const std::string& what, std::function<bool()> work) {
  void* const workspace = handle.workspace;
  const size_t bytes = handle.workspace_bytes;
  return status_of(emulator::enqueue(
      handle.stream, emulator::Counter::BLAS_CALLS, what, [work, workspace, bytes] {
        return scribble(workspace, bytes) && work() ? library::DRIVER_SUCCESS
                                                    : library::DRIVER_ILLEGAL_ADDRESS;
      }));
}

int submit_and_wait(const Handle& handle, const std::string& what, std::function<bool()> work) {
  const int status = submit(handle, what, std::move(work));
  if (status != SUCCESS || handle.pointer_mode == DEVICE) return status;
  emulator::count(emulator::Counter::IMPLICIT_SYNCHRONIZATIONS);
  return status_of(cuStreamSynchronize(handle.stream));
}

int Scalar::take(const Handle& handle, const float* from, const char* function, const char* name) {
  if (!from) return refuse(INVALID_VALUE, function, text("null pointer to %s", name));
  if (handle.pointer_mode == DEVICE) {
    device_ = from;
    return SUCCESS;
  }
  if (emulator::is_device_address(from)) {
    return refuse(INVALID_VALUE, function,
                  text("%s lies on the device, but the pointer mode is host", name));
  }
  value_ = *from;
  return SUCCESS;
}

bool Scalar::read(float* value) const {
  if (device_ && !emulator::check_read(device_, sizeof(float), "cuBLAS factor")) return false;
  *value = device_ ? *device_ : value_;
  return true;
}

}  // namespace blas

using namespace blas;

int cublasCreate_v2(Handle** handle) {
  if (!handle) return refuse(INVALID_VALUE, __func__, "null result pointer");
  *handle = live<Handle>().create();
  return SUCCESS;
}

int cublasDestroy_v2(Handle* handle) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  live<Handle>().destroy(handle);
  return SUCCESS;
}

int cublasGetVersion_v2(Handle* handle, int* version) {
  if (!lives(handle, __func__)) return NOT_INITIALIZED;
  if (!version) return refuse(INVALID_VALUE, __func__, "null result pointer");
  *version = VERSION[0] * 10000 + VERSION[1] * 100 + VERSION[2];
  return SUCCESS;
}

int cublasGetProperty(int part, int* value) {
  if (part < 0 || part > 2 || !value) return refuse(INVALID_VALUE, __func__, "no such property");
  *value = VERSION[part];
  return SUCCESS;
}

size_t cublasGetCudartVersion() { return CUDART_VERSION; }

int cublasSetStream_v2(Handle* handle, void* stream) {
  const int status = set(handle, &Handle::stream, stream, __func__);
  // As documented: a new stream also means the library's own workspace again.
  return status ? status : cublasSetWorkspace_v2(handle, nullptr, 0);
}

int cublasGetStream_v2(Handle* handle, void** stream) {
  return get(handle, &Handle::stream, stream, __func__);
}

int cublasSetPointerMode_v2(Handle* handle, int mode) {
  if (mode != HOST && mode != DEVICE) {
    return refuse(INVALID_VALUE, __func__, text("no such pointer mode: %d", mode));
  }
  return set(handle, &Handle::pointer_mode, mode, __func__);
}

int cublasGetPointerMode_v2(Handle* handle, int* mode) {
  return get(handle, &Handle::pointer_mode, mode, __func__);
}

int cublasSetMathMode(Handle* handle, int mode) {
  const int kind = mode & ~DISALLOW_REDUCED_PRECISION_REDUCTION;
  if (kind == TENSOR_OP_MATH) {
    return refuse(NOT_SUPPORTED, __func__, "half-precision products are not emulated");
  }
  if (kind != DEFAULT_MATH && kind != PEDANTIC_MATH && kind != TF32_MATH) {
    return refuse(INVALID_VALUE, __func__, text("no such math mode: %d", mode));
  }
  return set(handle, &Handle::math_mode, mode, __func__);
}

int cublasGetMathMode(Handle* handle, int* mode) {
  return get(handle, &Handle::math_mode, mode, __func__);
}

int cublasSetAtomicsMode(Handle* handle, int mode) {
  if (mode != ATOMICS_NOT_ALLOWED && mode != ATOMICS_ALLOWED) {
    return refuse(INVALID_VALUE, __func__, text("no such atomics mode: %d", mode));
  }
  return set(handle, &Handle::atomics_mode, mode, __func__);
}

int cublasGetAtomicsMode(Handle* handle, int* mode) {
  return get(handle, &Handle::atomics_mode, mode, __func__);
}

int cublasSetWorkspace_v2(Handle* handle, void* workspace, size_t bytes) {
  if (reinterpret_cast<uintptr_t>(workspace) % WORKSPACE_ALIGNMENT != 0) {
    return refuse(INVALID_VALUE, __func__, "the workspace is not aligned to 256 bytes");
  }
  const int status = set(handle, &Handle::workspace, workspace, __func__);
  return status ? status : set(handle, &Handle::workspace_bytes, workspace ? bytes : 0, __func__);
}

const char* cublasGetStatusName(int status) {
  const StatusText* found = find_text(status);
  return found ? found->name : "unknown status";
}

const char* cublasGetStatusString(int status) {
  const StatusText* found = find_text(status);
  return found ? found->meaning : "unknown status";
}
