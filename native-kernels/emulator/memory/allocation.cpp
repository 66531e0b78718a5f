// Allocations: made, found and ended.

#include "memory/allocation.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>

#include "core/counters.h"
#include "core/current_device.h"
#include "core/findings.h"
#include "core/options.h"
#include "core/status.h"
#include "memory/address_space.h"
#include "queue/operation.h"

namespace emulator {
namespace {

constexpr uint8_t POISON = 0xff;

// By their first address. Those that ended on the device stay, since no other takes their place.
std::map<const uint8_t*, Allocation*>& all() {
  static std::map<const uint8_t*, Allocation*>& one = *new std::map<const uint8_t*, Allocation*>;
  return one;
}

size_t pages_of(size_t bytes) { return bytes / PAGE + (bytes % PAGE ? 1 : 0); }

Allocation* add(uint8_t* start, size_t bytes, Place place) {
  static unsigned number = 0;
  Allocation* added = new Allocation{start, bytes, ++number, place, current_device()};
  all()[start] = added;
  return added;
}

size_t& bytes_in_use(int device) {
  static size_t bytes[MOST_DEVICES];
  return bytes[device];
}

void count_live(const Allocation& allocation, int sign) {
  if (allocation.place != Place::DEVICE) return;
  count(sign > 0 ? Counter::ALLOCATIONS : Counter::FREES);
  count(Counter::LIVE_ALLOCATIONS, sign);
  count(Counter::LIVE_BYTES, sign * static_cast<long long>(allocation.bytes));
  bytes_in_use(allocation.device) += sign > 0 ? allocation.bytes : -allocation.bytes;
}

size_t cell_bytes(const Allocation& allocation) {
  return (allocation.bytes / GRANULE + 2) * sizeof(Cell);
}

void end(Allocation& allocation) {
  if (allocation.place != Place::REGISTERED) {
    check_canary(allocation);
    unmap_pages(allocation.start, pages_of(allocation.bytes));
  }
  unmap_sparse(allocation.written, allocation.bytes);
  unmap_sparse(allocation.cells, cell_bytes(allocation));
  allocation.written = nullptr;
  allocation.cells = nullptr;
  allocation.live = false;
  count_live(allocation, -1);
  if (allocation.place == Place::REGISTERED) all().erase(allocation.start);
}

}  // namespace

Cell* Allocation::cells_at(size_t offset) {
  if (!cells) cells = static_cast<Cell*>(map_sparse(cell_bytes(*this)));
  return cells ? cells + offset / GRANULE : nullptr;
}

Allocation* allocate(size_t bytes, Place place) {
  const size_t live = live_bytes(current_device());
  const size_t limit = options().memory;
  if (place == Place::DEVICE && (live > limit || bytes > limit - live)) return nullptr;
  uint8_t* start = map_pages(pages_of(bytes));
  if (!start) return nullptr;
  std::memset(start, POISON, pages_of(bytes) * PAGE);
  Allocation* made = add(start, bytes, place);
  if (made->on_device()) made->written = static_cast<uint8_t*>(map_sparse(bytes));
  count_live(*made, 1);
  return made;
}

Allocation* adopt(void* address, size_t bytes) {
  return add(static_cast<uint8_t*>(address), bytes, Place::REGISTERED);
}

int release(const void* address, Place place) {
  Allocation* found = find_allocation(address);
  if (!found || found->start != address || found->place != place) {
    report(kind::BAD_FREE, format("%p is not the start of such an allocation", address));
    return INVALID_VALUE;
  }
  if (!found->live) {
    report(kind::DOUBLE_FREE, format("allocation #%u of %zu bytes", found->number, found->bytes));
    return INVALID_VALUE;
  }
  end(*found);
  return SUCCESS;
}

Allocation* find_allocation(const void* address) {
  auto after = all().upper_bound(static_cast<const uint8_t*>(address));
  if (after == all().begin()) return nullptr;
  Allocation* found = std::prev(after)->second;
  // The gap belongs to the allocation before it, so that a step too far is told as such.
  const size_t pages = pages_of(found->bytes);
  const size_t reach =
      found->place == Place::REGISTERED ? found->bytes : (pages + gap_pages(pages)) * PAGE;
  return found->offset_of(address) < reach ? found : nullptr;
}

std::vector<Allocation*> live_allocations(Place place, int device) {
  std::vector<Allocation*> live;
  for (const auto& entry : all()) {
    Allocation* one = entry.second;
    if (one->live && one->place == place && one->device == device) live.push_back(one);
  }
  return live;
}

size_t live_bytes(int device) { return bytes_in_use(device); }

bool within_reach(const Allocation& allocation) {
  const Operation* now = current_operation();
  const int device = now ? now->device : current_device();
  return !allocation.on_device() || allocation.device == device;
}

bool is_pinned(const void* address, size_t bytes) {
  const Allocation* found = find_allocation(address);
  return found && !found->on_device() && found->holds(address, bytes);
}

bool is_device_address(const void* address) {
  const std::lock_guard<std::recursive_mutex> guard(device_lock());
  const Allocation* found = find_allocation(address);
  return found ? found->on_device() : in_address_space(address);
}

void check_canary(const Allocation& allocation) {
  const uint8_t* end = allocation.start + pages_of(allocation.bytes) * PAGE;
  for (const uint8_t* at = allocation.start + allocation.bytes; at < end; at++) {
    if (*at == POISON) continue;
    report(kind::CANARY, format("byte %zu of allocation #%u of %zu bytes was written",
                                allocation.offset_of(at), allocation.number, allocation.bytes));
    return;
  }
}

void report_access(const void* address, size_t bytes, const char* what) {
  const Allocation* found = find_allocation(address);
  if (!found) {
    report(kind::BAD_POINTER,
           format("%s: %zu bytes at %p, which is no device memory", what, bytes, address));
    return;
  }
  if (found->holds(address, bytes)) {
    report(kind::OTHER_DEVICE, format("%s: %zu bytes of allocation #%u, which is memory of device %d",
                                      what, bytes, found->number, found->device));
    return;
  }
  report(found->live ? kind::OUT_OF_BOUNDS : kind::USE_AFTER_FREE,
         format("%s: %zu bytes at offset %zu of allocation #%u of %zu bytes", what, bytes,
                found->offset_of(address), found->number, found->bytes));
}

}  // namespace emulator
