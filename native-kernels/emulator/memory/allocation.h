// Memory that kernels may touch. Device memory has its exact size, starts at a multiple of 256, is
// followed by a gap, and its addresses are never used again, so that a pointer tells for
// ever what it belonged to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "memory/shadow.h"

namespace emulator {

enum class Place {
  DEVICE,      // cuMemAlloc
  MODULE,      // a module's variables
  HOST,        // cuMemAllocHost
  REGISTERED,  // cuMemHostRegister
};

// Whether all marks of that many bytes are set.
inline bool all_set(const uint8_t* marks, size_t bytes) {
  constexpr uint64_t SET = 0x0101010101010101;
  uint64_t word = SET;
  if (bytes > sizeof word) return !std::memchr(marks, 0, bytes);
  std::memcpy(&word, marks, bytes);
  return word == SET;
}

struct Allocation {
  uint8_t* start;
  size_t bytes;
  unsigned number;
  Place place;
  int device;                  // whose memory it is, or whose context it was made in
  bool live = true;
  uint8_t* written = nullptr;  // for each byte 1 once it was written; null: take all as written
  Cell* cells = nullptr;       // of the race detector, from the first access on

  bool on_device() const { return place == Place::DEVICE || place == Place::MODULE; }

  bool holds(const void* address, size_t size) const {
    const size_t offset = offset_of(address);
    return live && offset <= bytes && size <= bytes - offset;
  }

  size_t offset_of(const void* address) const {
    return static_cast<size_t>(static_cast<const uint8_t*>(address) - start);
  }

  bool all_written(size_t offset, size_t size) const {
    return !written || all_set(written + offset, size);
  }

  void mark_written(size_t offset, size_t size) {
    if (written) std::memset(written + offset, 1, size);
  }

  Cell* cells_at(size_t offset);
};

// A new allocation on the current device; null where the memory is used up. What it holds is undefined: every byte 0xff,
// so that floating-point numbers are NaN.
Allocation* allocate(size_t bytes, Place place);

// Takes memory of the caller in, so that kernels may use it.
Allocation* adopt(void* address, size_t bytes);

// Ends an allocation of the given place that starts at the address: a CUresult. Reports what is
// wrong with that.
int release(const void* address, Place place);

// The allocation that an address is in, the last that it was in, or null.
Allocation* find_allocation(const void* address);

// All allocations of a device that are alive in a place.
std::vector<Allocation*> live_allocations(Place place, int device);

// Bytes that are in use on a device.
size_t live_bytes(int device);

// Whether all bytes lie within memory of the host that the device may read at any time.
bool is_pinned(const void* address, size_t bytes);

// Reports writes beyond the ends of an allocation.
void check_canary(const Allocation& allocation);

// Whether what runs now may use the allocation: not where that is another device's.
bool within_reach(const Allocation& allocation);

// Reports why an access is not within one live allocation.
void report_access(const void* address, size_t bytes, const char* what);

}  // namespace emulator
