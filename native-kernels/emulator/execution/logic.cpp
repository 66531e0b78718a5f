// Logic and shifts.

#include <algorithm>
#include <type_traits>

#include "execution/dispatch.h"

namespace emulator::ptx {
namespace {

template <class T>
constexpr unsigned WIDTH = 8 * sizeof(T);

#define EMULATOR_LOGIC(NAME, EXPRESSION)                                                     \
  template <class T>                                                                         \
  struct NAME {                                                                              \
    static void run(Warp& warp, const Instruction& i, Mask lanes) {                          \
      apply2<T>(warp, i, lanes, [](T a, T b) { return EXPRESSION; });                        \
    }                                                                                        \
    static Mask masks(Mask a, Mask b) { return EXPRESSION; }                                 \
  };

EMULATOR_LOGIC(And, a& b)
EMULATOR_LOGIC(Or, a | b)
EMULATOR_LOGIC(Xor, a ^ b)

template <Mask (*COMBINE)(Mask, Mask)>
void combine_predicates(Warp& warp, const Instruction& i, Mask lanes) {
  Mask& to = *warp.at<Mask>(i.at[0]);
  const Mask value = COMBINE(*warp.at<Mask>(i.at[1]), *warp.at<Mask>(i.at[2]));
  to = (to & ~lanes) | (value & lanes);
}

template <template <class> class Operation>
void decode_logic(Decoding& in) {
  const Type type = in.take_type();
  in.finish(3);
  const Handler run = type == Type::PREDICATE ? combine_predicates<Operation<Mask>::masks>
                                              : integer_handler<Operation>(in, type);
  in.emit(run, {in.result(0, type), in.source(1, type), in.source(2, type)});
}

template <class T>
struct Not {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    apply1<T>(warp, i, lanes, [](T a) { return ~a; });
  }
};

void not_predicate(Warp& warp, const Instruction& i, Mask lanes) {
  Mask& to = *warp.at<Mask>(i.at[0]);
  to = (to & ~lanes) | (~*warp.at<Mask>(i.at[1]) & lanes);
}

void decode_not(Decoding& in) {
  const Type type = in.take_type();
  in.finish(2);
  in.emit(type == Type::PREDICATE ? not_predicate : integer_handler<Not>(in, type),
          {in.result(0, type), in.source(1, type)});
}

// Shifts by the width or more give zero, or the sign.
template <class T>
struct ShiftLeft {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    T* to = warp.at<T>(i.at[0]);
    const T* a = warp.at<T>(i.at[1]);
    const uint32_t* by = warp.at<uint32_t>(i.at[2]);
    using U = std::make_unsigned_t<T>;
    each_lane(lanes, [&](unsigned lane) {
      to[lane] = by[lane] < WIDTH<T> ? static_cast<T>(static_cast<U>(a[lane]) << by[lane]) : T{0};
    });
  }
};

template <class T>
struct ShiftRight {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    T* to = warp.at<T>(i.at[0]);
    const T* a = warp.at<T>(i.at[1]);
    const uint32_t* by = warp.at<uint32_t>(i.at[2]);
    each_lane(lanes, [&](unsigned lane) {
      const uint32_t within = std::min(by[lane], WIDTH<T> - 1);
      const T shifted = static_cast<T>(a[lane] >> within);
      to[lane] = std::is_signed_v<T> || by[lane] < WIDTH<T> ? shifted : T{0};
    });
  }
};

template <template <class> class Operation>
void decode_shift(Decoding& in) {
  const Type type = in.take_type();
  in.finish(3);
  in.emit(integer_handler<Operation>(in, type),
          {in.result(0, type), in.source(1, type), in.source(2, Type::U32)});
}

// 32 bits out of 64: the upper ones of the pair shifted left, or the lower ones shifted right.
template <bool LEFT, bool WRAP>
void funnel_shift(Warp& warp, const Instruction& i, Mask lanes) {
  uint32_t* to = warp.at<uint32_t>(i.at[0]);
  const uint32_t* low = warp.at<uint32_t>(i.at[1]);
  const uint32_t* high = warp.at<uint32_t>(i.at[2]);
  const uint32_t* by = warp.at<uint32_t>(i.at[3]);
  each_lane(lanes, [&](unsigned lane) {
    const uint64_t pair = uint64_t{high[lane]} << 32 | low[lane];
    const uint32_t n = WRAP ? by[lane] & 31 : std::min(by[lane], 32u);
    to[lane] = static_cast<uint32_t>(LEFT ? pair << n >> 32 : pair >> n);
  });
}

void decode_funnel_shift(Decoding& in) {
  const bool left = in.take_one({"l", "r"}) == 0, wrap = in.take_one({"clamp", "wrap"}) == 1;
  in.take_type();
  in.finish(4);
  const Handler run = left ? wrap ? funnel_shift<true, true> : funnel_shift<true, false>
                           : wrap ? funnel_shift<false, true> : funnel_shift<false, false>;
  in.emit(run, {in.result(0, Type::B32), in.source(1, Type::B32), in.source(2, Type::B32),
                in.source(3, Type::U32)});
}

}  // namespace

void add_logic(Decoders& decoders) {
  decoders["and"] = decode_logic<And>;
  decoders["or"] = decode_logic<Or>;
  decoders["xor"] = decode_logic<Xor>;
  decoders["not"] = decode_not;
  decoders["shl"] = decode_shift<ShiftLeft>;
  decoders["shr"] = decode_shift<ShiftRight>;
  decoders["shf"] = decode_funnel_shift;
}

}  // namespace emulator::ptx
