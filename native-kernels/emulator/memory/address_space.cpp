// The device's addresses over mmap.

#include "memory/address_space.h"

#include <sys/mman.h>

namespace emulator {
namespace {

constexpr size_t RESERVED = size_t{1} << 40;
constexpr int PRIVATE = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;

struct Range {
  uint8_t* start = nullptr;
  size_t used = PAGE;

  Range() {
    void* mapped = mmap(nullptr, RESERVED, PROT_NONE, PRIVATE, -1, 0);
    if (mapped != MAP_FAILED) start = static_cast<uint8_t*>(mapped);
  }
};

Range& range() {
  static Range& one = *new Range();
  return one;
}

}  // namespace

uint8_t* map_pages(size_t pages) {
  Range& all = range();
  if (!all.start || pages + gap_pages(pages) > (RESERVED - all.used) / PAGE) return nullptr;
  uint8_t* start = all.start + all.used;
  if (mprotect(start, pages * PAGE, PROT_READ | PROT_WRITE)) return nullptr;
  all.used += (pages + gap_pages(pages)) * PAGE;
  return start;
}

void unmap_pages(uint8_t* start, size_t pages) {
  mmap(start, pages * PAGE, PROT_NONE, PRIVATE | MAP_FIXED, -1, 0);
}

void* map_sparse(size_t bytes) {
  void* mapped = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, PRIVATE, -1, 0);
  return mapped == MAP_FAILED ? nullptr : mapped;
}

void unmap_sparse(void* start, size_t bytes) {
  if (start) munmap(start, bytes);
}

bool in_address_space(const void* address) {
  const Range& all = range();
  const uint8_t* at = static_cast<const uint8_t*>(address);
  return all.start && at >= all.start && at < all.start + RESERVED;
}

}  // namespace emulator
