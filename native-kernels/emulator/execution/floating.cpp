// Arithmetic of floating-point numbers, rounded to the nearest as IEEE 754 has it. The approximate
// functions of the hardware (rcp, rsqrt, sqrt, sin, cos, ex2, lg2, tanh .approx) are computed in
// double and rounded to float, so they are better here than on a device; an approximate division is
// the exact one.

#include "execution/floating.h"

#include "execution/dispatch.h"
#include "execution/numbers.h"

namespace emulator::ptx {
namespace {

template <bool FTZ, class T>
inline T in(T x) {
  return FTZ ? flushed(x) : x;
}

template <class Operation, class T, bool FTZ>
void run1(Warp& warp, const Instruction& i, Mask lanes) {
  apply1<T>(warp, i, lanes, [](T a) { return in<FTZ>(Operation::apply(in<FTZ>(a))); });
}

template <class Operation, class T, bool FTZ>
void run2(Warp& warp, const Instruction& i, Mask lanes) {
  apply2<T>(warp, i, lanes,
            [](T a, T b) { return in<FTZ>(Operation::apply(in<FTZ>(a), in<FTZ>(b))); });
}

template <class Operation, class T, bool FTZ>
void run3(Warp& warp, const Instruction& i, Mask lanes) {
  apply3<T>(warp, i, lanes, [](T a, T b, T c) {
    return in<FTZ>(Operation::apply(in<FTZ>(a), in<FTZ>(b), in<FTZ>(c)));
  });
}

struct Add {
  template <class T>
  static T apply(T a, T b) { return a + b; }
};
struct Subtract {
  template <class T>
  static T apply(T a, T b) { return a - b; }
};
struct Multiply {
  template <class T>
  static T apply(T a, T b) { return a * b; }
};
struct Divide {
  template <class T>
  static T apply(T a, T b) { return a / b; }
};
struct Fused {
  static float apply(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
  static double apply(double a, double b, double c) { return __builtin_fma(a, b, c); }
};
struct Lesser {
  template <class T>
  static T apply(T a, T b) { return lesser(a, b); }
};
struct Greater {
  template <class T>
  static T apply(T a, T b) { return greater(a, b); }
};
struct SquareRoot {
  static float apply(float a) { return __builtin_sqrtf(a); }
  static double apply(double a) { return __builtin_sqrt(a); }
};
struct Reciprocal {
  template <class T>
  static T apply(T a) { return 1 / a; }
};
struct Negate {
  template <class T>
  static T apply(T a) { return -a; }
};
struct Absolute {
  template <class T>
  static T apply(T a) { return std::fabs(a); }
};
// The sign of the first with the size of the second.
struct CopySign {
  template <class T>
  static T apply(T a, T b) { return std::copysign(b, a); }
};

#define EMULATOR_FUNCTION(NAME, EXPRESSION)                                     \
  struct NAME {                                                                 \
    template <class T>                                                          \
    static T apply(T x) {                                                       \
      const double a = static_cast<double>(x);                                  \
      return static_cast<T>(EXPRESSION);                                        \
    }                                                                           \
  };

EMULATOR_FUNCTION(ReciprocalRoot, 1 / std::sqrt(a))
EMULATOR_FUNCTION(Sine, std::sin(a))
EMULATOR_FUNCTION(Cosine, std::cos(a))
EMULATOR_FUNCTION(Power2, std::exp2(a))
EMULATOR_FUNCTION(Logarithm2, std::log2(a))
EMULATOR_FUNCTION(HyperbolicTangent, std::tanh(a))

// In its place.
template <class T>
void saturate(Warp& warp, const Instruction& i, Mask lanes) {
  apply1<T>(warp, i, lanes, [](T a) { return saturated(a); });
}

struct Handlers {
  Handler single, flushing, twice;
  Handler of(Type type, bool flush) const {
    return type == Type::F64 ? twice : flush ? flushing : single;
  }
};

template <class Operation>
constexpr Handlers UNARY = {run1<Operation, float, false>, run1<Operation, float, true>,
                            run1<Operation, double, false>};
template <class Operation>
constexpr Handlers BINARY = {run2<Operation, float, false>, run2<Operation, float, true>,
                             run2<Operation, double, false>};
template <class Operation>
constexpr Handlers TERNARY = {run3<Operation, float, false>, run3<Operation, float, true>,
                              run3<Operation, double, false>};

// Which of the hardware's operations have directed rounding, and as what.
int directed(const std::string& opcode) {
  if (opcode == "add") return static_cast<int>(Arithmetic::ADD);
  if (opcode == "sub") return static_cast<int>(Arithmetic::SUBTRACT);
  if (opcode == "mul") return static_cast<int>(Arithmetic::MULTIPLY);
  if (opcode == "fma" || opcode == "mad") return static_cast<int>(Arithmetic::FUSED);
  if (opcode == "div") return static_cast<int>(Arithmetic::DIVIDE);
  if (opcode == "rcp") return static_cast<int>(Arithmetic::RECIPROCAL);
  if (opcode == "sqrt") return static_cast<int>(Arithmetic::SQUARE_ROOT);
  return -1;
}

const std::map<std::string, std::pair<size_t, Handlers>>& operations() {
  static const auto& all = *new std::map<std::string, std::pair<size_t, Handlers>>{
      {"add", {2, BINARY<Add>}},           {"sub", {2, BINARY<Subtract>}},
      {"mul", {2, BINARY<Multiply>}},      {"div", {2, BINARY<Divide>}},
      {"fma", {3, TERNARY<Fused>}},        {"mad", {3, TERNARY<Fused>}},
      {"min", {2, BINARY<Lesser>}},        {"max", {2, BINARY<Greater>}},
      {"neg", {1, UNARY<Negate>}},         {"abs", {1, UNARY<Absolute>}},
      {"copysign", {2, BINARY<CopySign>}}, {"sqrt", {1, UNARY<SquareRoot>}},
      {"rcp", {1, UNARY<Reciprocal>}},     {"rsqrt", {1, UNARY<ReciprocalRoot>}},
      {"sin", {1, UNARY<Sine>}},           {"cos", {1, UNARY<Cosine>}},
      {"ex2", {1, UNARY<Power2>}},         {"lg2", {1, UNARY<Logarithm2>}},
      {"tanh", {1, UNARY<HyperbolicTangent>}},
  };
  return all;
}

void decode_typed(Decoding& decoding) { decode_float(decoding, decoding.take_type()); }

}  // namespace

void decode_float(Decoding& decoding, Type type) {
  if (!is_float(type)) throw decoding.error("f32 or f64 was expected");
  const auto& operation = operations().at(decoding.opcode());
  decoding.ignore({"approx", "full"});
  const Rounding rounding = decoding.take_rounding();
  const bool flush = decoding.take("ftz"), saturates = decoding.take("sat");
  const size_t sources = operation.first;
  decoding.finish(sources + 1);
  const uint32_t to = decoding.result(0, type);
  const auto from = [&](size_t k) { return k <= sources ? decoding.source(k, type) : NOWHERE; };
  Handler run = operation.second.of(type, flush);
  if (rounding != Rounding::NEAREST) {
    const int arithmetic = directed(decoding.opcode());
    if (arithmetic < 0) throw decoding.error("this rounding is not interpreted");
    run = directed_handler(static_cast<Arithmetic>(arithmetic), type);
  }
  Instruction& made = decoding.emit(run, {to, from(1), from(2), from(3)});
  made.rounding = rounding;
  made.flush = flush;
  if (saturates) {
    decoding.emit(type == Type::F32 ? saturate<float> : saturate<double>, {to, to});
  }
}

void add_floating(Decoders& decoders) {
  for (const char* opcode : {"fma", "copysign", "sqrt", "rcp", "rsqrt", "sin", "cos", "ex2", "lg2",
                             "tanh"}) {
    decoders[opcode] = decode_typed;
  }
}

}  // namespace emulator::ptx
