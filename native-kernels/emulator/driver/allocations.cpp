// The driver's functions for memory.

#include "core/counters.h"
#include "core/current_device.h"
#include "core/findings.h"
#include "driver/call.h"
#include "memory/allocation.h"
#include "memory/checks.h"
#include "queue/streams.h"
#include "queue/transfers.h"

namespace emulator {
namespace {

int allocate_device(DevicePointer* to, size_t bytes) {
  if (!bytes || !to) return INVALID_VALUE;
  const Allocation* made = allocate(bytes, Place::DEVICE);
  if (!made) {
    report(kind::MEMORY_LIMIT,
           format("%zu bytes were asked for; %zu of %zu are in use", bytes,
                  live_bytes(current_device()), options().memory));
    return OUT_OF_MEMORY;
  }
  *to = address(made->start);
  return SUCCESS;
}

// Everything on the device is waited for.
void synchronize() {
  count(Counter::IMPLICIT_SYNCHRONIZATIONS);
  wait_for_device(current_device());
}

Work free_later(DevicePointer at) {
  Work work;
  work.what = "free";
  work.run = [at]() -> int {
    Allocation* found = find_allocation(pointer(at));
    if (found && found->live) check_order(*found, 0, found->bytes, true, "free");
    return release(pointer(at), Place::DEVICE) ? ILLEGAL_ADDRESS : SUCCESS;
  };
  return work;
}

// By the numbers of CUpointer_attribute.
int pointer_attribute(void* to, int attribute, const Allocation& found) {
  constexpr int CONTEXT_OF = 1, MEMORY_TYPE = 2, DEVICE_POINTER = 3, HOST_POINTER = 4,
                ORDINAL = 9, RANGE_START = 11, RANGE_SIZE = 12;
  switch (attribute) {
    case CONTEXT_OF: return NOT_SUPPORTED;
    case MEMORY_TYPE: *static_cast<int*>(to) = found.on_device() ? 2 : 1; break;
    case DEVICE_POINTER:
    case RANGE_START: *static_cast<DevicePointer*>(to) = address(found.start); break;
    case HOST_POINTER:
      if (found.on_device()) return INVALID_VALUE;
      *static_cast<void**>(to) = found.start;
      break;
    case ORDINAL: *static_cast<int*>(to) = found.device; break;
    case RANGE_SIZE: *static_cast<size_t*>(to) = found.bytes; break;
    default: return unsupported("this attribute of cuPointerGetAttribute");
  }
  return SUCCESS;
}

}  // namespace

EMULATOR_EXPORT int cuMemAlloc_v2(DevicePointer* to, size_t bytes) {
  return call("cuMemAlloc", ALL | NO_CAPTURE, [&] { return allocate_device(to, bytes); });
}

EMULATOR_EXPORT int cuMemFree_v2(DevicePointer at) {
  return call("cuMemFree", ALL | NO_CAPTURE, [&]() -> int {
    if (!at) return SUCCESS;
    synchronize();
    return sticky_error() ? sticky_error() : release(pointer(at), Place::DEVICE);
  });
}

EMULATOR_EXPORT int cuMemAllocAsync(DevicePointer* to, size_t bytes, void* handle) {
  return call("cuMemAllocAsync", ALL | NO_CAPTURE, [&]() -> int {
    return stream_of(handle) ? allocate_device(to, bytes) : static_cast<int>(INVALID_HANDLE);
  });
}

EMULATOR_EXPORT int cuMemFreeAsync(DevicePointer at, void* handle) {
  return call("cuMemFreeAsync", ALL | NO_CAPTURE, [&]() -> int {
    Stream* stream = stream_of(handle);
    return stream ? submit(*stream, free_later(at)) : static_cast<int>(INVALID_HANDLE);
  });
}

EMULATOR_EXPORT int cuMemGetInfo_v2(size_t* free, size_t* total) {
  return call("cuMemGetInfo", CONTEXT, [&] {
    const size_t used = live_bytes(current_device());
    *total = options().memory;
    *free = *total > used ? *total - used : 0;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuMemGetAddressRange_v2(DevicePointer* start, size_t* bytes,
                                            DevicePointer at) {
  return call("cuMemGetAddressRange", CONTEXT, [&] {
    const Allocation* found = find_allocation(pointer(at));
    if (!found || !found->holds(pointer(at), 1)) return NOT_FOUND;
    if (start) *start = address(found->start);
    if (bytes) *bytes = found->bytes;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuPointerGetAttribute(void* to, int attribute, DevicePointer at) {
  return call("cuPointerGetAttribute", CONTEXT, [&]() -> int {
    const Allocation* found = find_allocation(pointer(at));
    if (!found || !found->holds(pointer(at), 1)) return INVALID_VALUE;
    return pointer_attribute(to, attribute, *found);
  });
}

EMULATOR_EXPORT int cuMemHostAlloc(void** to, size_t bytes, unsigned) {
  return call("cuMemHostAlloc", ALL | NO_CAPTURE, [&] {
    if (!bytes) return INVALID_VALUE;
    const Allocation* made = allocate(bytes, Place::HOST);
    if (!made) return OUT_OF_MEMORY;
    *to = made->start;
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuMemAllocHost_v2(void** to, size_t bytes) {
  return cuMemHostAlloc(to, bytes, 0);
}

EMULATOR_EXPORT int cuMemFreeHost(void* start) {
  return call("cuMemFreeHost", ALL | NO_CAPTURE, [&]() -> int {
    const Allocation* found = find_allocation(start);
    if (found && found->live) check_free_of_transfers(found->start, found->bytes);
    synchronize();
    return release(start, Place::HOST);
  });
}

EMULATOR_EXPORT int cuMemHostRegister_v2(void* start, size_t bytes, unsigned) {
  return call("cuMemHostRegister", ALL | NO_CAPTURE, [&] {
    if (!start || !bytes) return INVALID_VALUE;
    if (find_allocation(start)) return HOST_MEMORY_ALREADY_REGISTERED;
    adopt(start, bytes);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuMemHostUnregister(void* start) {
  return call("cuMemHostUnregister", ALL | NO_CAPTURE, [&]() -> int {
    const Allocation* found = find_allocation(start);
    if (!found || found->start != start) return HOST_MEMORY_NOT_REGISTERED;
    check_free_of_transfers(found->start, found->bytes);
    synchronize();
    return release(start, Place::REGISTERED);
  });
}

EMULATOR_EXPORT int cuMemHostGetDevicePointer_v2(DevicePointer* to, void* host, unsigned) {
  return call("cuMemHostGetDevicePointer", ALL, [&] {
    if (!is_pinned(host, 1)) return INVALID_VALUE;
    *to = address(host);
    return SUCCESS;
  });
}

EMULATOR_EXPORT int cuMemHostGetFlags(unsigned* flags, void* host) {
  return call("cuMemHostGetFlags", ALL, [&] {
    if (!is_pinned(host, 1)) return INVALID_VALUE;
    *flags = 0;
    return SUCCESS;
  });
}

}  // namespace emulator
