// Atomic operations: one lane after the other. Blocks and warps run one at a time, so that nothing
// comes in between.

#include <algorithm>
#include <cstring>

#include "execution/dispatch.h"
#include "execution/reach.h"

namespace emulator::ptx {
namespace {

template <class T>
using Operation = T (*)(T old, T a, T b);

template <class T, Operation<T> OPERATION>
void run(Warp& warp, const Instruction& i, Mask lanes) {
  for (; lanes; lanes &= lanes - 1) {
    const unsigned lane = first_lane(lanes);
    uint8_t* at = reach(warp, i, lane, sizeof(T), Touch::ATOMIC);
    T old;
    std::memcpy(&old, at, sizeof old);
    const T changed = OPERATION(old, warp.at<T>(i.at[1])[lane], warp.at<T>(i.at[2])[lane]);
    std::memcpy(at, &changed, sizeof changed);
    warp.at<T>(i.at[0])[lane] = old;
  }
}

template <class T> T add(T old, T a, T) { return static_cast<T>(old + a); }
template <class T> T exchange(T, T a, T) { return a; }
template <class T> T compare_and_swap(T old, T expected, T a) { return old == expected ? a : old; }
template <class T> T least(T old, T a, T) { return std::min(old, a); }
template <class T> T most(T old, T a, T) { return std::max(old, a); }
template <class T> T both(T old, T a, T) { return old & a; }
template <class T> T either(T old, T a, T) { return old | a; }
template <class T> T one_of(T old, T a, T) { return old ^ a; }
template <class T> T increase(T old, T a, T) { return old >= a ? 0 : old + 1; }
template <class T> T decrease(T old, T a, T) { return old == 0 || old > a ? a : old - 1; }

enum Kind { ADD, EXCHANGE, SWAP, LEAST, MOST, AND, OR, XOR, INCREASE, DECREASE };

template <class T>
Handler handler(int kind) {
  switch (kind) {
    case ADD: return run<T, add<T>>;
    case EXCHANGE: return run<T, exchange<T>>;
    case SWAP: return run<T, compare_and_swap<T>>;
    case LEAST: return run<T, least<T>>;
    case MOST: return run<T, most<T>>;
    case AND: return run<T, both<T>>;
    case OR: return run<T, either<T>>;
    case XOR: return run<T, one_of<T>>;
    case INCREASE: return run<T, increase<T>>;
    default: return run<T, decrease<T>>;
  }
}

Handler handler_for(const Decoding& in, Type type, int kind) {
  switch (type) {
    case Type::S32: return handler<int32_t>(kind);
    case Type::U32:
    case Type::B32: return handler<uint32_t>(kind);
    case Type::S64: return handler<int64_t>(kind);
    case Type::U64:
    case Type::B64: return handler<uint64_t>(kind);
    default: break;
  }
  if (kind == ADD && type == Type::F32) return run<float, add<float>>;
  if (kind == ADD && type == Type::F64) return run<double, add<double>>;
  throw in.error("this operation has no such type");
}

// Atomic operations return what was there; reductions do not.
void decode(Decoding& in, bool returns) {
  in.ignore({"relaxed", "acquire", "release", "acq_rel", "cta", "gpu", "sys"});
  const int space = in.take_one({"global", "shared", "shared::cta"});
  const int kind = in.take_one({"add", "exch", "cas", "min", "max", "and", "or", "xor", "inc",
                                "dec"});
  const Type type = in.take_type();
  const size_t address = returns ? 1 : 0;
  in.finish(address + (kind == SWAP ? 3 : 2));
  if (kind < 0) throw in.error("the operation is not interpreted");
  const uint32_t to = returns ? in.result(0, type) : in.scratch(1);
  const uint32_t a = in.source(address + 1, type);
  const uint32_t b = kind == SWAP ? in.source(address + 2, type) : a;
  const Decoding::Address at = in.address(address);
  Instruction& made = in.emit(handler_for(in, type, kind), {to, a, b});
  made.address = at.place;
  made.wide_address = at.wide;
  made.immediate = static_cast<int64_t>(at.added);
  made.space = space < 0 ? Space::GENERIC : space == 0 ? Space::GLOBAL : Space::SHARED;
}

}  // namespace

void add_atomic(Decoders& decoders) {
  decoders["atom"] = [](Decoding& in) { decode(in, true); };
  decoders["red"] = [](Decoding& in) { decode(in, false); };
}

}  // namespace emulator::ptx
