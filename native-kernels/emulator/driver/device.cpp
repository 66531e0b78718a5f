// The devices, all of one kind, and what they say of themselves.

#include <cstdio>
#include <cstring>
#include <map>

#include "core/options.h"
#include "driver/call.h"
#include "driver/context.h"
#include "driver/limits.h"

namespace emulator {
namespace {

// By the numbers of CUdevice_attribute; all others are 0.
int attribute(int number) {
  static const std::map<int, int>& values = *new std::map<int, int>{
      {1, MOST_THREADS},          // MAX_THREADS_PER_BLOCK
      {2, MOST_THREADS},          // MAX_BLOCK_DIM_X
      {3, MOST_THREADS},          // MAX_BLOCK_DIM_Y
      {4, MOST_THREADS_Z},        // MAX_BLOCK_DIM_Z
      {5, MOST_BLOCKS_X},         // MAX_GRID_DIM_X
      {6, MOST_BLOCKS_YZ},        // MAX_GRID_DIM_Y
      {7, MOST_BLOCKS_YZ},        // MAX_GRID_DIM_Z
      {8, SHARED_BYTES},          // MAX_SHARED_MEMORY_PER_BLOCK
      {9, 65536},                 // TOTAL_CONSTANT_MEMORY
      {10, 32},                   // WARP_SIZE
      {11, MOST_BLOCKS_X},        // MAX_PITCH
      {12, 65536},                // MAX_REGISTERS_PER_BLOCK
      {13, 1000000},              // CLOCK_RATE
      {14, 512},                  // TEXTURE_ALIGNMENT
      {15, 1},                    // GPU_OVERLAP
      {16, MULTIPROCESSORS},      // MULTIPROCESSOR_COUNT
      {19, 1},                    // CAN_MAP_HOST_MEMORY
      {31, 1},                    // CONCURRENT_KERNELS
      {36, 1000000},              // MEMORY_CLOCK_RATE
      {37, 256},                  // GLOBAL_MEMORY_BUS_WIDTH
      {38, 1 << 20},              // L2_CACHE_SIZE
      {39, THREADS_PER_MULTIPROCESSOR},  // MAX_THREADS_PER_MULTIPROCESSOR
      {40, 2},                    // ASYNC_ENGINE_COUNT
      {41, 1},                    // UNIFIED_ADDRESSING
      {75, COMPUTE_CAPABILITY / 10},  // COMPUTE_CAPABILITY_MAJOR
      {76, COMPUTE_CAPABILITY % 10},  // COMPUTE_CAPABILITY_MINOR
      {78, 1},                    // STREAM_PRIORITIES_SUPPORTED
      {81, 102400},               // MAX_SHARED_MEMORY_PER_MULTIPROCESSOR
      {82, 65536},                // MAX_REGISTERS_PER_MULTIPROCESSOR
      {97, SHARED_BYTES_OPT_IN},  // MAX_SHARED_MEMORY_PER_BLOCK_OPTIN
      {106, 16},                  // MAX_BLOCKS_PER_MULTIPROCESSOR
      {115, 1},                   // MEMORY_POOLS_SUPPORTED
  };
  const auto found = values.find(number);
  return found == values.end() ? 0 : found->second;
}

// A function of the device: what it tells, where there is such a device.
template <class Body>
int of_device(int device, Body body) {
  return call("a function of the device", NOTHING, [&] {
    if (!is_device(device)) return INVALID_DEVICE;
    body();
    return SUCCESS;
  });
}

}  // namespace

EMULATOR_EXPORT int cuDeviceGetCount(int* number) {
  return of_device(0, [&] { *number = options().devices; });
}

EMULATOR_EXPORT int cuDeviceGet(int* device, int ordinal) {
  return of_device(ordinal, [&] { *device = ordinal; });
}

EMULATOR_EXPORT int cuDeviceGetName(char* name, int length, int device) {
  return of_device(device, [&] {
    std::snprintf(name, static_cast<size_t>(length), "Emulated CUDA device");
  });
}

EMULATOR_EXPORT int cuDeviceTotalMem_v2(size_t* bytes, int device) {
  return of_device(device, [&] { *bytes = options().memory; });
}

EMULATOR_EXPORT int cuDeviceGetAttribute(int* value, int number, int device) {
  return of_device(device, [&] { *value = attribute(number); });
}

EMULATOR_EXPORT int cuDeviceComputeCapability(int* major, int* minor, int device) {
  return of_device(device, [&] {
    *major = COMPUTE_CAPABILITY / 10;
    *minor = COMPUTE_CAPABILITY % 10;
  });
}

EMULATOR_EXPORT int cuDeviceGetUuid(char* uuid, int device) {
  return of_device(device, [&] { 
    std::memcpy(uuid, "emulated device0", 16);
    uuid[15] = static_cast<char>('0' + device);
  });
}

EMULATOR_EXPORT int cuDeviceGetPCIBusId(char* id, int length, int device) {
  return of_device(device, [&] {
    std::snprintf(id, static_cast<size_t>(length), "0000:%02x:00.0", device);
  });
}

}  // namespace emulator
