// The driver's functions for copying and filling.

#include "driver/call.h"
#include "driver/transfer.h"
#include "memory/allocation.h"

namespace emulator {
namespace {

int copy(const char* function, const Copy& copy) {
  return call(function, ALL | NO_CAPTURE, [&] { return copy_now(copy); });
}

int copy(const char* function, const Copy& copy, void* stream) {
  return call(function, ALL, [&] { return copy_async(copy, stream); });
}

// Where an address tells by itself what it is of.
Copy unified(DevicePointer to, DevicePointer from, size_t bytes) {
  const bool to_device = is_device_address(pointer(to));
  const bool from_device = is_device_address(pointer(from));
  return {pointer(to), pointer(from), bytes,
          !to_device    ? Direction::TO_HOST
          : from_device ? Direction::ON_DEVICE
                        : Direction::TO_DEVICE};
}

int fill_now(const char* function, DevicePointer at, uint32_t value, unsigned width, size_t count) {
  return call(function, ALL, [&] { return fill(at, value, width, count, nullptr); });
}

int fill_async(const char* function, DevicePointer at, uint32_t value, unsigned width,
               size_t count, void* stream) {
  return call(function, ALL, [&] { return fill(at, value, width, count, stream); });
}

}  // namespace

EMULATOR_EXPORT int cuMemcpyHtoD_v2(DevicePointer to, const void* from, size_t bytes) {
  return copy("cuMemcpyHtoD", {pointer(to), from, bytes, Direction::TO_DEVICE});
}

EMULATOR_EXPORT int cuMemcpyDtoH_v2(void* to, DevicePointer from, size_t bytes) {
  return copy("cuMemcpyDtoH", {to, pointer(from), bytes, Direction::TO_HOST});
}

EMULATOR_EXPORT int cuMemcpyDtoD_v2(DevicePointer to, DevicePointer from, size_t bytes) {
  return copy("cuMemcpyDtoD", {pointer(to), pointer(from), bytes, Direction::ON_DEVICE});
}

EMULATOR_EXPORT int cuMemcpy(DevicePointer to, DevicePointer from, size_t bytes) {
  return copy("cuMemcpy", unified(to, from, bytes));
}

EMULATOR_EXPORT int cuMemcpyHtoDAsync_v2(DevicePointer to, const void* from, size_t bytes,
                                         void* stream) {
  return copy("cuMemcpyHtoDAsync", {pointer(to), from, bytes, Direction::TO_DEVICE}, stream);
}

EMULATOR_EXPORT int cuMemcpyDtoHAsync_v2(void* to, DevicePointer from, size_t bytes,
                                         void* stream) {
  return copy("cuMemcpyDtoHAsync", {to, pointer(from), bytes, Direction::TO_HOST}, stream);
}

EMULATOR_EXPORT int cuMemcpyDtoDAsync_v2(DevicePointer to, DevicePointer from, size_t bytes,
                                         void* stream) {
  return copy("cuMemcpyDtoDAsync", {pointer(to), pointer(from), bytes, Direction::ON_DEVICE},
              stream);
}

EMULATOR_EXPORT int cuMemcpyAsync(DevicePointer to, DevicePointer from, size_t bytes,
                                  void* stream) {
  return copy("cuMemcpyAsync", unified(to, from, bytes), stream);
}

EMULATOR_EXPORT int cuMemsetD8_v2(DevicePointer at, unsigned char value, size_t count) {
  return fill_now("cuMemsetD8", at, value, 1, count);
}

EMULATOR_EXPORT int cuMemsetD16_v2(DevicePointer at, unsigned short value, size_t count) {
  return fill_now("cuMemsetD16", at, value, 2, count);
}

EMULATOR_EXPORT int cuMemsetD32_v2(DevicePointer at, unsigned value, size_t count) {
  return fill_now("cuMemsetD32", at, value, 4, count);
}

EMULATOR_EXPORT int cuMemsetD8Async(DevicePointer at, unsigned char value, size_t count,
                                    void* stream) {
  return fill_async("cuMemsetD8Async", at, value, 1, count, stream);
}

EMULATOR_EXPORT int cuMemsetD16Async(DevicePointer at, unsigned short value, size_t count,
                                     void* stream) {
  return fill_async("cuMemsetD16Async", at, value, 2, count, stream);
}

EMULATOR_EXPORT int cuMemsetD32Async(DevicePointer at, unsigned value, size_t count,
                                     void* stream) {
  return fill_async("cuMemsetD32Async", at, value, 4, count, stream);
}

}  // namespace emulator
