// What threads do together: barriers, shuffles, votes; and how they end.

#include "core/findings.h"
#include "core/status.h"
#include "execution/dispatch.h"
#include "execution/report.h"

namespace emulator::ptx {
namespace {

constexpr uint32_t UNDEFINED = 0xffffffff;

// Operands: result, whether the lane read from was in range, value, which lane, members, segment.
enum class Shuffle { UP, DOWN, BUTTERFLY, INDEX };

template <Shuffle KIND>
int source_lane(int lane, int by, uint32_t segment, bool& within) {
  const int clamp = static_cast<int>(segment & 31), mask = static_cast<int>(segment >> 8 & 31);
  const int most = (lane & mask) | (clamp & ~mask), least = lane & mask;
  int from;
  switch (KIND) {
    case Shuffle::UP:
      from = lane - by;
      within = from >= most;
      break;
    case Shuffle::DOWN:
      from = lane + by;
      within = from <= most;
      break;
    case Shuffle::BUTTERFLY:
      from = lane ^ by;
      within = from <= most;
      break;
    default:
      from = least | (by & ~mask);
      within = from <= most;
      break;
  }
  return within ? from : lane;
}

template <Shuffle KIND>
void shuffle(Warp& warp, const Instruction& i, Mask lanes) {
  uint32_t* to = warp.at<uint32_t>(i.at[0]);
  Mask& in_range = *warp.at<Mask>(i.at[1]);
  const uint32_t* by = warp.at<uint32_t>(i.at[3]);
  const uint32_t* segment = warp.at<uint32_t>(i.at[5]);
  uint32_t values[LANES];
  std::copy_n(warp.at<uint32_t>(i.at[2]), LANES, values);
  for (Mask left = lanes; left; left &= left - 1) {
    const unsigned lane = first_lane(left);
    bool within = false;
    const int from = source_lane<KIND>(static_cast<int>(lane), static_cast<int>(by[lane] & 31),
                                       segment[lane], within);
    const bool there = lanes >> from & 1;
    if (!there) {
      report_once(warp.block.launch, kind::WARP, i.line, 0,
                  place(warp, i, lane) +
                      format(": reads from lane %d, which takes no part in it", from));
    }
    to[lane] = there ? values[from] : UNDEFINED;
    in_range = within ? in_range | 1u << lane : in_range & ~(1u << lane);
  }
}

void decode_shuffle(Decoding& in) {
  if (!in.take("sync")) throw in.error("only '.sync' is interpreted");
  const int kind = in.take_one({"up", "down", "bfly", "idx"});
  in.take_type();
  in.finish(5);
  const Operand& to = in.operand(0);
  const uint32_t in_range =
      to.parts.empty() ? in.scratch(1) : in.result(to.parts[0], Type::PREDICATE);
  const Handler run = kind == 0   ? shuffle<Shuffle::UP>
                      : kind == 1 ? shuffle<Shuffle::DOWN>
                      : kind == 2 ? shuffle<Shuffle::BUTTERFLY>
                                  : shuffle<Shuffle::INDEX>;
  in.emit(run, {in.result(to, Type::B32), in_range, in.source(1, Type::B32),
                in.source(2, Type::B32), in.source(4, Type::B32), in.source(3, Type::B32)})
      .flow = Flow::WARP;
}

void ballot(Warp& warp, const Instruction& i, Mask lanes) {
  const Mask votes = warp.predicate(i.at[1], i.negated) & lanes;
  uint32_t* to = warp.at<uint32_t>(i.at[0]);
  each_lane(lanes, [&](unsigned lane) { to[lane] = votes; });
}

enum class Vote { ALL, ANY, UNIFORM };

template <Vote KIND>
void vote(Warp& warp, const Instruction& i, Mask lanes) {
  const Mask votes = warp.predicate(i.at[1], i.negated) & lanes;
  const bool outcome = KIND == Vote::ALL   ? votes == lanes
                       : KIND == Vote::ANY ? votes != 0
                                           : votes == 0 || votes == lanes;
  Mask& to = *warp.at<Mask>(i.at[0]);
  to = outcome ? to | lanes : to & ~lanes;
}

void decode_vote(Decoding& in) {
  if (!in.take("sync")) throw in.error("only '.sync' is interpreted");
  const int kind = in.take_one({"all", "any", "uni", "ballot"});
  const Type type = in.take_type();
  in.finish(3);
  bool negated = false;
  const uint32_t from = in.predicate(1, &negated);
  const Handler run = kind == 0   ? vote<Vote::ALL>
                      : kind == 1 ? vote<Vote::ANY>
                      : kind == 2 ? vote<Vote::UNIFORM>
                                  : ballot;
  Instruction& made =
      in.emit(run, {in.result(0, type), from, NOWHERE, NOWHERE, in.source(2, Type::B32)});
  made.negated = negated;
  made.flow = Flow::WARP;
}

void warp_barrier(Warp& warp, const Instruction&, Mask lanes) { warp.order(lanes); }

void decode_barrier(Decoding& in) {
  in.ignore({"cta", "aligned"});
  if (in.take("warp")) {
    in.take("sync");
    in.finish(1);
    in.emit(warp_barrier, {NOWHERE, NOWHERE, NOWHERE, NOWHERE, in.source(0, Type::B32)}).flow =
        Flow::WARP_BARRIER;
    return;
  }
  if (!in.take("sync")) throw in.error("only '.sync' is interpreted");
  in.finish(1);
  if (in.operand(0).kind != Operand::IMMEDIATE) throw in.error("a number was expected");
  in.emit(nullptr, {}).flow = Flow::BARRIER;
}

void active_mask(Warp& warp, const Instruction& i, Mask lanes) {
  uint32_t* to = warp.at<uint32_t>(i.at[0]);
  each_lane(lanes, [&](unsigned lane) { to[lane] = lanes; });
}

void decode_active_mask(Decoding& in) {
  in.take_type();
  in.finish(1);
  in.emit(active_mask, {in.result(0, Type::B32)});
}

void decode_end(Decoding& in) {
  in.ignore({"uni"});
  in.finish(0);
  in.emit(nullptr, {}).flow = Flow::EXIT;
}

[[noreturn]] void trap(Warp& warp, const Instruction& i, Mask lanes) {
  fail(LAUNCH_FAILED, kind::TRAP, place(warp, i, first_lane(lanes)) + ": trap");
}

void decode_trap(Decoding& in) {
  in.finish(0);
  in.emit(trap, {});
}

// Memory is always consistent here; see the limits of the emulated device.
void decode_fence(Decoding& in) {
  in.ignore({"sc", "acq_rel", "cta", "gpu", "sys", "gl"});
  in.finish(0);
}

}  // namespace

void add_warp(Decoders& decoders) {
  decoders["shfl"] = decode_shuffle;
  decoders["vote"] = decode_vote;
  decoders["bar"] = decode_barrier;
  decoders["barrier"] = decode_barrier;
  decoders["activemask"] = decode_active_mask;
  decoders["ret"] = decode_end;
  decoders["exit"] = decode_end;
  decoders["trap"] = decode_trap;
  decoders["membar"] = decode_fence;
  decoders["fence"] = decode_fence;
}

}  // namespace emulator::ptx
