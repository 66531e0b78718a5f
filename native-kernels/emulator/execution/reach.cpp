// Access to memory: bounds, lifetime, alignment, undefined bytes, races.

#include "execution/reach.h"

#include <cstring>

#include "core/findings.h"
#include "core/options.h"
#include "core/status.h"
#include "execution/block.h"
#include "execution/report.h"
#include "execution/spaces.h"
#include "memory/allocation.h"
#include "queue/operation.h"

namespace emulator {
namespace {

// One access of one lane.
struct Reach {
  Warp& warp;
  const Instruction& instruction;
  unsigned lane;
  size_t bytes;
  Touch touch;

  std::string told() const {
    return place(warp, instruction, lane) +
           format(": %s of %zu bytes", touch == Touch::READ ? "load" : "store", bytes);
  }

  void report_undefined(const std::string& where) const {
    report_once(warp.block.launch, kind::UNINITIALIZED, instruction.line, 0,
                told() + " that were never written, " + where);
  }

  Accessor accessor() const {
    const Block& block = warp.block;
    Accessor made{{}, nullptr, nullptr};
    made.as.sequence = block.shared_serial;
    made.as.thread = static_cast<uint16_t>(warp.index * LANES + lane);
    made.as.block = block.number;
    made.as.epoch = block.epoch;
    made.as.line = instruction.line;
    made.as.atomic = touch == Touch::ATOMIC;
    made.as.write = touch != Touch::READ;
    if (!warp.clocks.empty()) {
      made.warp_clocks = &warp.clocks[lane * LANES];
      made.as.warp_clock = made.warp_clocks[lane];
    }
    return made;
  }

  void report_race(const Access& earlier, const std::string& where) const {
    report_once(warp.block.launch, kind::RACE, instruction.line, earlier.line,
                told() + ", " + where +
                    format(", and a %s of thread %u of block %u at PTX line %u, with nothing "
                           "that orders them",
                           earlier.write ? "store" : "load", earlier.thread, earlier.block,
                           earlier.line));
  }

  void report_stream_race(const Access& earlier, const std::string& where) const {
    const std::string other = operation_name(earlier.slot, earlier.sequence);
    report_once(warp.block.launch, kind::STREAM_RACE, instruction.line, 0,
                told() + ", " + where +
                    format(", and nothing orders this after '%s' of another stream",
                           other.c_str()));
  }

  uint8_t* shared(uint64_t offset) const {
    Block& block = warp.block;
    if (offset > block.shared.size() || bytes > block.shared.size() - offset) {
      fail(ILLEGAL_ADDRESS, kind::OUT_OF_BOUNDS,
           told() + format(" at offset %llu of the block's %zu bytes of shared memory",
                           static_cast<unsigned long long>(offset), block.shared.size()));
    }
    uint8_t* written = block.shared_written.data() + offset;
    const auto where = [&] {
      return format("at offset %llu of shared memory", static_cast<unsigned long long>(offset));
    };
    if (touch != Touch::WRITE && !all_set(written, bytes)) report_undefined(where());
    if (touch != Touch::READ) std::memset(written, 1, bytes);
    if (!block.shared_cells.empty()) {
      const Access* earlier = record_range(&block.shared_cells[offset / GRANULE], offset, bytes,
                                           accessor());
      if (earlier) report_race(*earlier, where());
    }
    return block.shared.data() + offset;
  }

  uint8_t* parameter(uint64_t offset) const {
    std::vector<uint8_t>& all = warp.block.launch.parameters;
    if (touch == Touch::READ && offset <= all.size() && bytes <= all.size() - offset) {
      return all.data() + offset;
    }
    fail(ILLEGAL_ADDRESS, kind::OUT_OF_BOUNDS,
         told() + format(" at offset %llu of %zu bytes of parameters",
                         static_cast<unsigned long long>(offset), all.size()));
  }

  uint8_t* global(uint64_t address) const {
    uint8_t* at = reinterpret_cast<uint8_t*>(address);
    Allocation* found = instruction.hint;
    if (!found || !found->holds(at, bytes)) {
      found = find_allocation(at);
      if (!found || !found->holds(at, bytes) || !within_reach(*found)) {
        report_access(at, bytes, told().c_str());
        throw Fault{ILLEGAL_ADDRESS};
      }
      instruction.hint = found;
    }
    const size_t offset = found->offset_of(at);
    if (touch != Touch::WRITE && !found->all_written(offset, bytes)) {
      report_undefined(format("at offset %zu of allocation #%u of %zu bytes", offset,
                              found->number, found->bytes));
    }
    if (touch != Touch::READ) found->mark_written(offset, bytes);
    if (options().races && found->on_device()) check_races(*found, offset);
    return at;
  }

  void check_races(Allocation& memory, size_t offset) const {
    const Operation* now = current_operation();
    Cell* cells = memory.cells_at(offset);
    if (!cells || !now) return;
    Accessor own = accessor();
    own.as.slot = now->slot;
    own.as.sequence = now->sequence;
    own.clock = &now->clock;
    const Access* earlier = record_range(cells, offset, bytes, own);
    if (!earlier) return;
    const std::string where = format("at offset %zu of allocation #%u of %zu bytes", offset,
                                     memory.number, memory.bytes);
    const bool same = earlier->slot == now->slot && earlier->sequence == now->sequence;
    same ? report_race(*earlier, where) : report_stream_race(*earlier, where);
  }
};

uint64_t address_of(Warp& warp, const Instruction& instruction, unsigned lane) {
  const uint64_t added = static_cast<uint64_t>(instruction.immediate);
  if (instruction.wide_address) return warp.at<uint64_t>(instruction.address)[lane] + added;
  return static_cast<uint32_t>(warp.at<uint32_t>(instruction.address)[lane] + added);
}

}  // namespace

uint8_t* reach(Warp& warp, const Instruction& instruction, unsigned lane, size_t bytes,
               Touch touch) {
  const Reach one{warp, instruction, lane, bytes, touch};
  uint64_t address = address_of(warp, instruction, lane);
  Space space = instruction.space;
  if (space == Space::GENERIC) {
    const uint64_t window = address & WINDOW_MASK;
    space = window == SHARED_WINDOW      ? Space::SHARED
            : window == PARAMETER_WINDOW ? Space::PARAMETER
                                         : Space::GLOBAL;
    if (space != Space::GLOBAL) address &= ~WINDOW_MASK;
  }
  if (address % bytes) {
    fail(MISALIGNED_ADDRESS, kind::MISALIGNED,
         one.told() + format(" at address %#llx", static_cast<unsigned long long>(address)));
  }
  if (space == Space::SHARED) return one.shared(address);
  if (space == Space::PARAMETER) return one.parameter(address);
  return one.global(address);
}

uint8_t* reach_together(Warp& warp, const Instruction& instruction, size_t bytes, Touch touch) {
  if (instruction.space != Space::GLOBAL || options().races) return nullptr;
  const uint64_t* address = warp.at<uint64_t>(instruction.address);
  uint64_t apart = 0;
  for (unsigned lane = 0; lane < LANES; lane++) apart |= address[lane] - address[0] - lane * bytes;
  uint8_t* first = reinterpret_cast<uint8_t*>(address[0] + static_cast<uint64_t>(
                                                               instruction.immediate));
  Allocation* found = instruction.hint;
  const size_t all = LANES * bytes;
  if (apart || reinterpret_cast<uint64_t>(first) % bytes || !found || !found->holds(first, all)) {
    return nullptr;
  }
  const size_t offset = found->offset_of(first);
  if (touch == Touch::READ && !found->all_written(offset, all)) return nullptr;
  if (touch == Touch::WRITE) found->mark_written(offset, all);
  return first;
}

}  // namespace emulator
