// Running a warp.

#include "execution/warp.h"

#include <algorithm>

#include "core/findings.h"
#include "core/options.h"
#include "core/status.h"
#include "execution/block.h"
#include "execution/lanes.h"
#include "execution/report.h"

namespace emulator {
namespace {

constexpr uint64_t MOST_STEPS = uint64_t{1} << 28;
constexpr uint32_t FAR = 0xffffffff;

// The lanes that an operation of the warp waits for.
Mask members(Warp& warp, const Instruction& instruction, unsigned lane) {
  return warp.at<Mask>(instruction.at[4])[lane];
}

}  // namespace

void Warp::start(Mask exist) {
  exited = ~exist;
  ready = exist;
  at_barrier = at_warp = 0;
  steps = 0;
  std::fill(pc, pc + LANES, 0);
  if (options().races) clocks.assign(LANES * LANES, 0);
}

bool Warp::run() {
  bool any = false;
  do {
    while (const Mask group = choose()) {
      any = true;
      run_group(group);
    }
  } while (release());
  return any;
}

// The lanes to run next: those of the lowest place, or one where the schedule is adverse.
Mask Warp::choose() {
  if (!ready) return 0;
  if (options().reverse()) return Mask{1} << (31 - __builtin_clz(ready));
  if (options().shuffled()) {
    Mask left = ready;
    for (uint64_t skip = options().random() % popcount(ready); skip; skip--) left &= left - 1;
    return left & (~left + 1);
  }
  uint32_t lowest = FAR;
  for (Mask left = ready; left; left &= left - 1) lowest = std::min(lowest, pc[first_lane(left)]);
  Mask group = 0;
  for (Mask left = ready; left; left &= left - 1) {
    const unsigned lane = first_lane(left);
    if (pc[lane] == lowest) group |= Mask{1} << lane;
  }
  return group;
}

// The place where other lanes wait for this group to come by.
uint32_t Warp::next_waiting(Mask group) const {
  if (options().reverse() || options().shuffled()) return FAR;
  uint32_t next = FAR;
  for (Mask left = ready & ~group; left; left &= left - 1) {
    next = std::min(next, pc[first_lane(left)]);
  }
  return next;
}

void Warp::leave(Mask lanes, uint32_t from) {
  for (Mask left = lanes; left; left &= left - 1) pc[first_lane(left)] = from;
}

void Warp::stop(Mask& group, Mask lanes, Mask& at, uint32_t from) {
  leave(lanes, from);
  ready &= ~lanes;
  at |= lanes;
  group &= ~lanes;
}

void Warp::run_group(Mask group) {
  const Instruction* code = block.launch.program.code.data();
  uint32_t here = pc[first_lane(group)];
  const uint32_t meeting = next_waiting(group);
  while (group) {
    if (here >= meeting) return leave(group, here);
    const Instruction& instruction = code[here];
    Mask lanes = group;
    if (instruction.guard != NOWHERE) {
      lanes &= predicate(instruction.guard, instruction.guard_negated);
    }
    if (++steps > MOST_STEPS) report_timeout(*this, instruction);
    switch (instruction.flow) {
      case Flow::NEXT:
        if (lanes) instruction.run(*this, instruction, lanes);
        break;
      case Flow::BRANCH:
        if (lanes == group) {
          here = instruction.target;
          continue;
        }
        if (lanes) {
          leave(lanes, instruction.target);
          return leave(group & ~lanes, here + 1);
        }
        break;
      case Flow::EXIT:
        stop(group, lanes, exited, here);
        break;
      case Flow::BARRIER:
        stop(group, lanes, at_barrier, here);
        break;
      case Flow::WARP:
      case Flow::WARP_BARRIER:
        if (lanes && complete(instruction, lanes)) {
          instruction.run(*this, instruction, lanes);
        } else {
          stop(group, lanes, at_warp, here);
        }
        break;
    }
    here++;
  }
}

// Whether the lanes are all that the operation waits for.
bool Warp::complete(const Instruction& instruction, Mask lanes) {
  bool all = true;
  for (Mask left = lanes; left; left &= left - 1) {
    const unsigned lane = first_lane(left);
    const Mask named = members(*this, instruction, lane);
    if (!(named >> lane & 1)) report_not_named(*this, instruction, lane, named);
    all &= (named & ~exited) == lanes;
  }
  return all;
}

// The lanes that wait for the same operation as one of them.
Mask Warp::peers(unsigned lane) {
  const Instruction* code = block.launch.program.code.data();
  const Instruction& own = code[pc[lane]];
  const Mask named = members(*this, own, lane);
  Mask found = 0;
  for (Mask left = at_warp; left; left &= left - 1) {
    const unsigned other = first_lane(left);
    const Instruction& theirs = code[pc[other]];
    const bool same = own.flow == Flow::WARP_BARRIER ? theirs.flow == Flow::WARP_BARRIER
                                                     : pc[other] == pc[lane];
    if (same && members(*this, theirs, other) == named) found |= Mask{1} << other;
  }
  return (named & ~exited) == found ? found : 0;
}

// Lets lanes go on whose partners have all come.
bool Warp::release() {
  for (Mask left = at_warp; left; left &= left - 1) {
    const unsigned lane = first_lane(left);
    const Mask lanes = peers(lane);
    if (!lanes) continue;
    const Instruction& instruction = block.launch.program.code[pc[lane]];
    instruction.run(*this, instruction, lanes);
    for (Mask go = lanes; go; go &= go - 1) pc[first_lane(go)]++;
    at_warp &= ~lanes;
    ready |= lanes;
    return true;
  }
  return false;
}

void Warp::order(Mask lanes) {
  if (clocks.empty()) return;
  std::vector<uint32_t> known(LANES, 0);
  for (Mask left = lanes; left; left &= left - 1) {
    uint32_t* own = &clocks[first_lane(left) * LANES];
    own[first_lane(left)]++;
    for (unsigned i = 0; i < LANES; i++) known[i] = std::max(known[i], own[i]);
  }
  for (Mask left = lanes; left; left &= left - 1) {
    std::copy(known.begin(), known.end(), &clocks[first_lane(left) * LANES]);
  }
}

}  // namespace emulator
