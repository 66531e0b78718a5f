// Checks of whole ranges, for copies and for the stand-in libraries.

#include "memory/checks.h"

#include <mutex>

#include "core/findings.h"
#include "core/options.h"
#include "queue/operation.h"

namespace emulator {
namespace {

void report_conflict(const Allocation& memory, const char* what, const Access& earlier) {
  const std::string other = operation_name(earlier.slot, earlier.sequence);
  report(kind::STREAM_RACE, format("%s: allocation #%u of %zu bytes, and nothing orders this after "
                                   "'%s' of another stream",
                                   what, memory.number, memory.bytes, other.c_str()));
}

}  // namespace

void check_order(Allocation& memory, size_t offset, size_t bytes, bool write, const char* what) {
  const Operation* now = current_operation();
  Cell* cells = options().races && now && memory.on_device() ? memory.cells_at(offset) : nullptr;
  if (!cells) return;
  Accessor accessor{{}, &now->clock, nullptr};
  accessor.as.slot = now->slot;
  accessor.as.sequence = now->sequence;
  accessor.as.thread = NO_THREAD;
  accessor.as.write = write;
  const Access* conflict = record_range(cells, offset, bytes, accessor);
  if (conflict) report_conflict(memory, what, *conflict);
}

Allocation* checked_range(const void* address, size_t bytes, const char* what) {
  Allocation* found = find_allocation(address);
  if (found && found->holds(address, bytes) && within_reach(*found)) return found;
  report_access(address, bytes, what);
  return nullptr;
}

bool check_read(const void* address, size_t bytes, const char* what) {
  const std::lock_guard<std::recursive_mutex> guard(device_lock());
  if (!bytes) return true;
  Allocation* found = checked_range(address, bytes, what);
  if (!found) return false;
  const size_t offset = found->offset_of(address);
  if (!found->all_written(offset, bytes)) {
    report(kind::UNINITIALIZED,
           format("%s: bytes that were never written in [%zu, %zu) of allocation #%u", what, offset,
                  offset + bytes, found->number));
  }
  check_order(*found, offset, bytes, false, what);
  return true;
}

bool check_write(void* address, size_t bytes, const char* what) {
  const std::lock_guard<std::recursive_mutex> guard(device_lock());
  if (!bytes) return true;
  Allocation* found = checked_range(address, bytes, what);
  if (!found) return false;
  found->mark_written(found->offset_of(address), bytes);
  check_order(*found, found->offset_of(address), bytes, true, what);
  return true;
}

}  // namespace emulator
