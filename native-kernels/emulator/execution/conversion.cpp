// Conversions between types.

#include <limits>
#include <type_traits>

#include "execution/dispatch.h"
#include "execution/numbers.h"

namespace emulator::ptx {
namespace {

// To a whole number, as the instruction rounds.
template <class T>
inline T whole(T x, Rounding rounding) {
  switch (rounding) {
    case Rounding::ZERO: return std::trunc(x);
    case Rounding::DOWN: return std::floor(x);
    case Rounding::UP: return std::ceil(x);
    default: return std::nearbyint(x);
  }
}

// The nearest number of the type; for NaN zero, or the lowest number where 64 bits take part.
template <class D, class S>
inline D float_to_integer(S x, Rounding rounding) {
  using Limits = std::numeric_limits<D>;
  if (x != x) {
    const bool long_ = sizeof(S) == 8 || sizeof(D) == 8;
    return long_ ? static_cast<D>(std::make_unsigned_t<D>{1} << (8 * sizeof(D) - 1)) : D{0};
  }
  const S rounded = whole(x, rounding);
  if (rounded <= static_cast<S>(Limits::min())) return Limits::min();
  // 2 to the power of the digits is a number of the type S, but one too many for D.
  const S beyond = std::ldexp(S{1}, Limits::digits);
  return rounded >= beyond ? Limits::max() : static_cast<D>(rounded);
}

template <class D, class S>
inline D clamped(S x) {
  using Limits = std::numeric_limits<D>;
  if constexpr (std::is_signed_v<S>) {
    if (x < 0) {
      if (!std::is_signed_v<D>) return 0;
      return static_cast<int64_t>(x) < static_cast<int64_t>(Limits::min()) ? Limits::min()
                                                                           : static_cast<D>(x);
    }
  }
  return static_cast<uint64_t>(x) > static_cast<uint64_t>(Limits::max()) ? Limits::max()
                                                                         : static_cast<D>(x);
}

template <class D, class S>
inline D convert(S x, const Instruction& i) {
  if constexpr (std::is_integral_v<D> && std::is_integral_v<S>) {
    return i.saturate ? clamped<D>(x) : static_cast<D>(x);
  } else if constexpr (std::is_integral_v<D>) {
    return float_to_integer<D>(i.flush ? flushed(x) : x, i.rounding);
  } else if constexpr (std::is_integral_v<S>) {
    return static_cast<D>(x);
  } else {
    if (i.flush) x = flushed(x);
    D y = static_cast<D>(i.integral ? whole(x, i.rounding) : x);
    if (i.flush) y = flushed(y);
    return i.saturate ? saturated(y) : y;
  }
}

template <class D, class S>
void run(Warp& warp, const Instruction& i, Mask lanes) {
  D* to = warp.at<D>(i.at[0]);
  const S* from = warp.at<S>(i.at[1]);
  const bool modes = std::is_floating_point_v<D> && !i.integral && i.rounding != Rounding::NEAREST;
  if (modes) {
    const Rounded rounded(i.rounding);
    for (; lanes; lanes &= lanes - 1) {
      const volatile S x = from[first_lane(lanes)];
      to[first_lane(lanes)] = convert<D, S>(x, i);
    }
    return;
  }
  each_lane(lanes, [&](unsigned lane) { to[lane] = convert<D, S>(from[lane], i); });
}

template <class D>
Handler from_type(const Decoding& in, Type type) {
  switch (type) {
    case Type::U8: case Type::B8: return run<D, uint8_t>;
    case Type::S8: return run<D, int8_t>;
    case Type::U16: case Type::B16: return run<D, uint16_t>;
    case Type::S16: return run<D, int16_t>;
    case Type::U32: case Type::B32: return run<D, uint32_t>;
    case Type::S32: return run<D, int32_t>;
    case Type::U64: case Type::B64: return run<D, uint64_t>;
    case Type::S64: return run<D, int64_t>;
    case Type::F32: return run<D, float>;
    case Type::F64: return run<D, double>;
    default: throw in.error("this type is not converted");
  }
}

Handler conversion_handler(const Decoding& in, Type to, Type from) {
  switch (to) {
    case Type::U8: case Type::B8: return from_type<uint8_t>(in, from);
    case Type::S8: return from_type<int8_t>(in, from);
    case Type::U16: case Type::B16: return from_type<uint16_t>(in, from);
    case Type::S16: return from_type<int16_t>(in, from);
    case Type::U32: case Type::B32: return from_type<uint32_t>(in, from);
    case Type::S32: return from_type<int32_t>(in, from);
    case Type::U64: case Type::B64: return from_type<uint64_t>(in, from);
    case Type::S64: return from_type<int64_t>(in, from);
    case Type::F32: return from_type<float>(in, from);
    case Type::F64: return from_type<double>(in, from);
    default: throw in.error("this type is not converted");
  }
}

// Registers may be wider than the types: their lower bits count, and results are extended.
void decode_conversion(Decoding& in) {
  const int whole_number = in.take_one({"rni", "rzi", "rmi", "rpi"});
  const Rounding rounding = in.take_rounding();
  const bool flush = in.take("ftz"), saturates = in.take("sat");
  const Type to = in.take_type(), from = in.take_type();
  in.finish(2);
  const unsigned width = in.bits_of_register(in.operand(0));
  uint32_t source;
  if (in.operand(1).kind == Operand::REGISTER &&
      in.bits_of_register(in.operand(1)) != bits_of(from)) {
    const Type held = bits_type(in.bits_of_register(in.operand(1)));
    source = in.scratch(0);
    in.resize(in.source(1, held), held, source, bits_of(from));
  } else {
    source = in.source(1, from);
  }
  const bool exact = width == bits_of(to);
  const uint32_t result = exact ? in.result(0, bits_type(width)) : in.scratch(1);
  Instruction& made = in.emit(conversion_handler(in, to, from), {result, source});
  made.integral = whole_number >= 0;
  made.rounding = whole_number >= 0 ? static_cast<Rounding>(whole_number) : rounding;
  made.flush = flush;
  made.saturate = saturates;
  if (!exact) in.resize(result, to, in.result(0, bits_type(width)), width);
}

}  // namespace

void add_conversion(Decoders& decoders) { decoders["cvt"] = decode_conversion; }

}  // namespace emulator::ptx
