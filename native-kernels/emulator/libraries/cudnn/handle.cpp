// Handles, versions and names of statuses.

#include "cudnn/handle.h"

#include "common/driver.h"
#include "cudnn/api.h"
#include "cudnn/rules.h"
#include "emulated_device.h"

using library::live;

namespace dnn {
namespace {

constexpr int VERSION[] = {9, 5, 1};
constexpr size_t CUDART_VERSION = 12060;
constexpr size_t MOST_COMPUTE_CAPABILITY = 900;

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

}  // namespace

int submit(const Handle& handle, const std::string& what, std::function<bool()> work) {
  return status_of(emulator::enqueue(
      handle.stream, emulator::Counter::DNN_CALLS, what, [work = std::move(work)] {
        return work() ? library::DRIVER_SUCCESS : library::DRIVER_ILLEGAL_ADDRESS;
      }));
}

int wait(const Handle& handle) {
  emulator::count(emulator::Counter::IMPLICIT_SYNCHRONIZATIONS);
  return status_of(cuStreamSynchronize(handle.stream));
}

}  // namespace dnn

using namespace dnn;

size_t cudnnGetVersion() {
  return static_cast<size_t>(VERSION[0] * 10000 + VERSION[1] * 100 + VERSION[2]);
}

size_t cudnnGetMaxDeviceVersion() { return MOST_COMPUTE_CAPABILITY; }

size_t cudnnGetCudartVersion() { return CUDART_VERSION; }

const char* cudnnGetErrorString(int status) {
  switch (status) {
    case SUCCESS:
      return "CUDNN_STATUS_SUCCESS";
    case NOT_INITIALIZED:
      return "CUDNN_STATUS_NOT_INITIALIZED";
    case BAD_PARAM:
      return "CUDNN_STATUS_BAD_PARAM";
    case NOT_SUPPORTED:
      return "CUDNN_STATUS_NOT_SUPPORTED";
    case INTERNAL_ERROR:
      return "CUDNN_STATUS_INTERNAL_ERROR";
    case ALLOC_FAILED:
      return "CUDNN_STATUS_INTERNAL_ERROR_HOST_ALLOCATION_FAILED";
    case EXECUTION_FAILED:
      return "CUDNN_STATUS_EXECUTION_FAILED";
    default:
      return "CUDNN_UNKNOWN_STATUS";
  }
}

int cudnnGetProperty(int part, int* value) {
  Rules rules(__func__);
  rules.pointer(value, "value").parameter(part >= 0 && part <= 2, "no such property");
  if (rules.broken()) return rules.refused();
  *value = VERSION[part];
  return SUCCESS;
}

int cudnnGraphVersionCheck() { return SUCCESS; }
int cudnnOpsVersionCheck() { return SUCCESS; }
int cudnnCnnVersionCheck() { return SUCCESS; }
int cudnnAdvVersionCheck() { return SUCCESS; }

int cudnnCreate(Handle** handle) {
  Rules rules(__func__);
  if (rules.pointer(handle, "handle").broken()) return rules.refused();
  *handle = live<Handle>().create();
  return SUCCESS;
}

int cudnnDestroy(Handle* handle) {
  Rules rules(__func__);
  if (rules.object(handle, "handle").broken()) return rules.refused();
  live<Handle>().destroy(handle);
  return SUCCESS;
}

int cudnnSetStream(Handle* handle, void* stream) {
  Rules rules(__func__);
  if (rules.object(handle, "handle").broken()) return rules.refused();
  handle->stream = stream;
  return SUCCESS;
}

int cudnnGetStream(Handle* handle, void** stream) {
  Rules rules(__func__);
  if (rules.object(handle, "handle").pointer(stream, "stream").broken()) return rules.refused();
  *stream = handle->stream;
  return SUCCESS;
}
