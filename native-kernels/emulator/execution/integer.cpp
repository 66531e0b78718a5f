// Integer arithmetic.

#include <algorithm>
#include <type_traits>

#include "execution/dispatch.h"

namespace emulator::ptx {
namespace {

// Sums and products wrap around, so they are taken without sign; those of 16 bits in 32.
template <class T>
using Wrapped = std::conditional_t<sizeof(T) < 4, uint32_t, std::make_unsigned_t<T>>;

template <unsigned BYTES, bool SIGNED>
struct Twice;
template <> struct Twice<2, true> { using Type = int32_t; };
template <> struct Twice<2, false> { using Type = uint32_t; };
template <> struct Twice<4, true> { using Type = int64_t; };
template <> struct Twice<4, false> { using Type = uint64_t; };
__extension__ using Signed128 = __int128;
__extension__ using Unsigned128 = unsigned __int128;
template <> struct Twice<8, true> { using Type = Signed128; };
template <> struct Twice<8, false> { using Type = Unsigned128; };
template <class T>
using Wide = typename Twice<sizeof(T), std::is_signed_v<T>>::Type;

template <class T>
T high(T a, T b) {
  return static_cast<T>(static_cast<Wide<T>>(a) * static_cast<Wide<T>>(b) >> 8 * sizeof(T));
}

#define EMULATOR_BINARY(NAME, EXPRESSION)                                                     \
  template <class T>                                                                          \
  struct NAME {                                                                               \
    static void run(Warp& warp, const Instruction& i, Mask lanes) {                           \
      using W = Wrapped<T>;                                                                   \
      apply2<T>(warp, i, lanes, [](T a, T b) {                                                \
        [[maybe_unused]] const W u = static_cast<W>(a);                                       \
        [[maybe_unused]] const W v = static_cast<W>(b);                                       \
        return EXPRESSION;                                                                    \
      });                                                                                     \
    }                                                                                         \
  };

EMULATOR_BINARY(Add, u + v)
EMULATOR_BINARY(Subtract, u - v)
EMULATOR_BINARY(MultiplyLow, u* v)
EMULATOR_BINARY(MultiplyHigh, high(a, b))
EMULATOR_BINARY(Minimum, std::min(a, b))
EMULATOR_BINARY(Maximum, std::max(a, b))
// Division by zero is undefined; the hardware gives all bits.
EMULATOR_BINARY(Divide, b == 0 ? static_cast<T>(-1) : b == static_cast<T>(-1) && std::is_signed_v<T>
                                                          ? static_cast<T>(0 - u)
                                                          : static_cast<T>(a / b))
EMULATOR_BINARY(Remainder, b == 0 ? a : b == static_cast<T>(-1) && std::is_signed_v<T>
                                            ? static_cast<T>(0)
                                            : static_cast<T>(a % b))

template <class T>
struct Negate {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    apply1<T>(warp, i, lanes, [](T a) { return Wrapped<T>{0} - static_cast<Wrapped<T>>(a); });
  }
};

template <class T>
struct Absolute {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    apply1<T>(warp, i, lanes, [](T a) {
      return a < 0 ? Wrapped<T>{0} - static_cast<Wrapped<T>>(a) : static_cast<Wrapped<T>>(a);
    });
  }
};

template <class T>
struct MultiplyAddLow {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    using W = Wrapped<T>;
    apply3<T>(warp, i, lanes, [](T a, T b, T c) {
      return static_cast<W>(a) * static_cast<W>(b) + static_cast<W>(c);
    });
  }
};

template <class T>
struct MultiplyAddHigh {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    using W = Wrapped<T>;
    apply3<T>(warp, i, lanes, [](T a, T b, T c) {
      return static_cast<W>(high(a, b)) + static_cast<W>(c);
    });
  }
};

// A product of twice the width, with a number of that width added where there is one.
template <class T, bool ADD>
void multiply_wide(Warp& warp, const Instruction& i, Mask lanes) {
  using W = std::make_unsigned_t<Wide<T>>;
  W* to = warp.at<W>(i.at[0]);
  const T* a = warp.at<T>(i.at[1]);
  const T* b = warp.at<T>(i.at[2]);
  const W* c = warp.at<W>(ADD ? i.at[3] : i.at[0]);
  each_lane(lanes, [&](unsigned lane) {
    const W product = static_cast<W>(static_cast<Wide<T>>(a[lane]) * static_cast<Wide<T>>(b[lane]));
    to[lane] = ADD ? product + c[lane] : product;
  });
}

template <bool ADD>
Handler wide_handler(const Decoding& in, Type type) {
  switch (type) {
    case Type::S16: return multiply_wide<int16_t, ADD>;
    case Type::U16: return multiply_wide<uint16_t, ADD>;
    case Type::S32: return multiply_wide<int32_t, ADD>;
    case Type::U32: return multiply_wide<uint32_t, ADD>;
    default: throw in.error("'.wide' takes 16 or 32 bits");
  }
}

template <template <class> class Operation>
void decode_unary(Decoding& in) {
  const Type type = in.take_type();
  if (is_float(type)) return decode_float(in, type);
  in.finish(2);
  in.emit(integer_handler<Operation>(in, type), {in.result(0, type), in.source(1, type)});
}

template <template <class> class Operation>
void decode_binary(Decoding& in) {
  const Type type = in.take_type();
  if (is_float(type)) return decode_float(in, type);
  in.finish(3);
  in.emit(integer_handler<Operation>(in, type),
          {in.result(0, type), in.source(1, type), in.source(2, type)});
}

void decode_multiply(Decoding& in) {
  const Type type = in.take_type();
  if (is_float(type)) return decode_float(in, type);
  const int part = in.take_one({"lo", "hi", "wide"});
  in.finish(3);
  const Type wide = bits_type(2 * bits_of(type));
  const Handler run = part == 2   ? wide_handler<false>(in, type)
                      : part == 1 ? integer_handler<MultiplyHigh>(in, type)
                                  : integer_handler<MultiplyLow>(in, type);
  in.emit(run, {in.result(0, part == 2 ? wide : type), in.source(1, type), in.source(2, type)});
}

void decode_multiply_add(Decoding& in) {
  const Type type = in.take_type();
  if (is_float(type)) return decode_float(in, type);
  const int part = in.take_one({"lo", "hi", "wide"});
  in.finish(4);
  const Type sum = part == 2 ? bits_type(2 * bits_of(type)) : type;
  const Handler run = part == 2   ? wide_handler<true>(in, type)
                      : part == 1 ? integer_handler<MultiplyAddHigh>(in, type)
                                  : integer_handler<MultiplyAddLow>(in, type);
  in.emit(run,
          {in.result(0, sum), in.source(1, type), in.source(2, type), in.source(3, sum)});
}

}  // namespace

void add_integer(Decoders& decoders) {
  decoders["add"] = decode_binary<Add>;
  decoders["sub"] = decode_binary<Subtract>;
  decoders["mul"] = decode_multiply;
  decoders["mad"] = decode_multiply_add;
  decoders["div"] = decode_binary<Divide>;
  decoders["rem"] = decode_binary<Remainder>;
  decoders["min"] = decode_binary<Minimum>;
  decoders["max"] = decode_binary<Maximum>;
  decoders["neg"] = decode_unary<Negate>;
  decoders["abs"] = decode_unary<Absolute>;
}

}  // namespace emulator::ptx
