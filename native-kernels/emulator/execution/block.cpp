// Running the blocks of a launch, one after the other.

#include "execution/block.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "core/findings.h"
#include "core/options.h"
#include "core/status.h"
#include "execution/lanes.h"
#include "execution/report.h"

namespace emulator {
namespace {

constexpr uint8_t UNDEFINED = 0xff;

template <class T>
void fill(Warp& warp, const Constant& constant) {
  std::fill_n(warp.at<T>(constant.at), LANES, static_cast<T>(constant.value));
}

}  // namespace

Block::Block(Launch& in)
    : launch(in), shared(in.shared_bytes), shared_written(in.shared_bytes) {
  const unsigned count = static_cast<unsigned>((in.threads.count() + LANES - 1) / LANES);
  const size_t bytes = in.program.register_bytes;
  registers_.reset(static_cast<uint8_t*>(std::aligned_alloc(REGISTER_ALIGN, bytes * count)));
  if (options().races) shared_cells.resize(in.shared_bytes / GRANULE + 1);
  for (unsigned i = 0; i < count; i++) warps.emplace_back(*this, i, registers_.get() + i * bytes);
  order_.resize(count);
  std::iota(order_.begin(), order_.end(), 0u);
  if (options().reverse()) std::reverse(order_.begin(), order_.end());
}

void Block::set_constants(Warp& warp) {
  for (const Constant& constant : launch.program.constants) {
    switch (constant.bits) {
      case 1: *warp.at<Mask>(constant.at) = constant.value & 1 ? ALL_LANES : 0; break;
      case 8: fill<uint8_t>(warp, constant); break;
      case 16: fill<uint16_t>(warp, constant); break;
      case 32: fill<uint32_t>(warp, constant); break;
      default: fill<uint64_t>(warp, constant); break;
    }
  }
}

uint32_t Block::special(Special special, unsigned thread) const {
  const Dimensions& threads = launch.threads;
  const unsigned lane = thread % LANES;
  switch (special) {
    case Special::TID_X: return thread % threads.x;
    case Special::TID_Y: return thread / threads.x % threads.y;
    case Special::TID_Z: return thread / threads.x / threads.y;
    case Special::NTID_X: return threads.x;
    case Special::NTID_Y: return threads.y;
    case Special::NTID_Z: return threads.z;
    case Special::CTAID_X: return index.x;
    case Special::CTAID_Y: return index.y;
    case Special::CTAID_Z: return index.z;
    case Special::NCTAID_X: return launch.grid.x;
    case Special::NCTAID_Y: return launch.grid.y;
    case Special::NCTAID_Z: return launch.grid.z;
    case Special::LANE: return lane;
    case Special::WARP: return thread / LANES;
    case Special::NWARP: return static_cast<uint32_t>(warps.size());
    case Special::LANEMASK_EQ: return 1u << lane;
    case Special::LANEMASK_LT: return (1u << lane) - 1;
    case Special::LANEMASK_LE: return ((1u << lane) - 1) | 1u << lane;
    case Special::LANEMASK_GT: return ~(((1u << lane) - 1) | 1u << lane);
    case Special::LANEMASK_GE: return ~((1u << lane) - 1);
  }
  return 0;
}

void Block::set_specials(Warp& warp) {
  for (const auto& entry : launch.program.specials) {
    uint32_t* to = warp.at<uint32_t>(entry.second);
    for (unsigned lane = 0; lane < LANES; lane++) {
      to[lane] = special(entry.first, warp.index * LANES + lane);
    }
  }
}

// Everything that a block does not set is undefined.
void Block::start() {
  std::fill(shared.begin(), shared.end(), UNDEFINED);
  std::fill(shared_written.begin(), shared_written.end(), uint8_t{0});
  shared_serial++;
  epoch = 0;
  const uint64_t threads = launch.threads.count();
  for (Warp& warp : warps) {
    std::memset(warp.registers, UNDEFINED, launch.program.register_bytes);
    set_constants(warp);
    set_specials(warp);
    const uint64_t left = threads - warp.index * LANES;
    warp.start(left >= LANES ? ALL_LANES : (Mask{1} << left) - 1);
  }
}

void Block::run(uint32_t block) {
  number = block;
  index = {block % launch.grid.x, block / launch.grid.x % launch.grid.y,
           block / launch.grid.x / launch.grid.y};
  start();
  do {
    bool any = true;
    while (any) {
      any = false;
      if (options().shuffled()) std::shuffle(order_.begin(), order_.end(), options().random);
      for (const unsigned i : order_) any |= warps[i].run();
    }
  } while (pass_barrier());
}

// Every thread must wait at the same place. That some have returned is no fault of the device, but
// of the program: it promised that all threads get there.
void Block::check_barrier() const {
  uint32_t place = NOWHERE;
  uint64_t waiting = 0, live = 0;
  for (const Warp& warp : warps) {
    live += popcount(~warp.exited);
    waiting += popcount(warp.at_barrier);
    for (Mask left = warp.at_barrier; left; left &= left - 1) {
      const uint32_t own = warp.pc[first_lane(left)];
      if (place == NOWHERE) place = own;
      if (place != own) report_divergence(*this, place, own);
    }
  }
  if (waiting < live) report_deadlock(*this, waiting, live);
  if (live < launch.threads.count()) report_returned(*this, place, live);
}

// Whether threads go on after a barrier; false where all have returned.
bool Block::pass_barrier() {
  const bool finished = std::all_of(warps.begin(), warps.end(),
                                    [](const Warp& warp) { return warp.exited == ALL_LANES; });
  if (finished) return false;
  check_barrier();
  epoch++;
  for (Warp& warp : warps) {
    for (Mask left = warp.at_barrier; left; left &= left - 1) warp.pc[first_lane(left)]++;
    warp.ready = warp.at_barrier;
    warp.at_barrier = 0;
  }
  return true;
}

int execute(Launch& launch) {
  const uint32_t blocks = static_cast<uint32_t>(launch.grid.count());
  std::vector<uint32_t> order;
  if (options().shuffled()) {
    order.resize(blocks);
    std::iota(order.begin(), order.end(), 0u);
    std::shuffle(order.begin(), order.end(), options().random);
  }
  try {
    Block block(launch);
    for (uint32_t i = 0; i < blocks; i++) {
      const uint32_t straight = options().reverse() ? blocks - 1 - i : i;
      block.run(order.empty() ? straight : order[i]);
    }
  } catch (const Fault& fault) {
    return fault.status;
  }
  return SUCCESS;
}

}  // namespace emulator
