// Which accesses conflict. Two do where both touch a byte, one of them writes, not both are atomic,
// and nothing orders them: the same thread, a barrier of the block, a warp barrier that both took
// part in, the order of a stream, or events and synchronisations between streams. A shuffle or vote
// does not order memory. A pair of readers is enough to find a write that conflicts with any reader
// of the same phase.

#include "memory/shadow.h"

#include <algorithm>

namespace emulator {
namespace {

constexpr unsigned WARP = 32;

bool same_operation(const Access& a, const Access& b) {
  return a.sequence == b.sequence && a.slot == b.slot;
}

bool same_thread(const Access& a, const Access& b) {
  return same_operation(a, b) && a.block == b.block && a.thread == b.thread;
}

bool ordered(const Access& earlier, const Accessor& now) {
  if (!same_operation(earlier, now.as)) {
    return !now.clock || now.clock->covers(earlier.slot, earlier.sequence);
  }
  if (earlier.block != now.as.block) return false;
  if (earlier.thread == now.as.thread || earlier.epoch != now.as.epoch) return true;
  return earlier.thread / WARP == now.as.thread / WARP && now.warp_clocks &&
         now.warp_clocks[earlier.thread % WARP] > earlier.warp_clock;
}

bool conflicts(const Access& earlier, const Accessor& now) {
  return earlier.sequence && (earlier.bytes & now.as.bytes) &&
         !(earlier.atomic && now.as.atomic) && !ordered(earlier, now);
}

Access returned;

const Access* keep(const Access& access) {
  returned = access;
  return &returned;
}

}  // namespace

const Access* Cell::record(const Accessor& now) {
  const Access* conflict = conflicts(write, now) ? keep(write) : nullptr;
  if (!now.as.write) {
    for (Access& read : reads) {
      const uint32_t before = same_thread(read, now.as) ? read.bytes : 0;
      if (before || !read.sequence || ordered(read, now)) {
        read = now.as;
        read.bytes = before | now.as.bytes;
        break;
      }
    }
    return conflict;
  }
  for (const Access& read : reads) {
    if (!conflict && conflicts(read, now)) conflict = keep(read);
  }
  const uint32_t before = same_thread(write, now.as) ? write.bytes : 0;
  write = now.as;
  write.bytes = before | now.as.bytes;
  return conflict;
}

const Access* record_range(Cell* cells, size_t offset, size_t bytes, Accessor accessor) {
  const Access* first = nullptr;
  Access kept;
  for (size_t at = offset, end = offset + bytes; at < end;) {
    const size_t within = at % GRANULE, size = std::min(GRANULE - within, end - at);
    accessor.as.bytes = ((1u << size) - 1) << within & 15u;
    const Access* conflict = cells[at / GRANULE - offset / GRANULE].record(accessor);
    if (conflict && !first) {
      kept = *conflict;
      first = &kept;
    }
    at += size;
  }
  return first ? keep(kept) : nullptr;
}

}  // namespace emulator
