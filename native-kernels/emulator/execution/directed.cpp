// Arithmetic with directed rounding (.rz, .rm, .rp): lane by lane in the host's own rounding mode.
// Compiled so that the compiler respects the mode.

#include "execution/floating.h"
#include "execution/lanes.h"
#include "execution/numbers.h"
#include "execution/warp.h"

namespace emulator::ptx {
namespace {

template <Arithmetic OPERATION, class T>
T compute(T a, T b, T c) {
  switch (OPERATION) {
    case Arithmetic::ADD: return a + b;
    case Arithmetic::SUBTRACT: return a - b;
    case Arithmetic::MULTIPLY: return a * b;
    case Arithmetic::FUSED: return std::fma(a, b, c);
    case Arithmetic::DIVIDE: return a / b;
    case Arithmetic::RECIPROCAL: return 1 / a;
    default: return std::sqrt(a);
  }
}

template <Arithmetic OPERATION, class T>
void run(Warp& warp, const Instruction& i, Mask lanes) {
  T* to = warp.at<T>(i.at[0]);
  const T* from[3];
  for (int k = 0; k < 3; k++) from[k] = warp.at<T>(i.at[k + 1] == NOWHERE ? i.at[1] : i.at[k + 1]);
  const Rounded rounded(i.rounding);
  for (; lanes; lanes &= lanes - 1) {
    const unsigned lane = first_lane(lanes);
    T x[3];
    for (int k = 0; k < 3; k++) x[k] = i.flush ? flushed(from[k][lane]) : from[k][lane];
    T y = compute<OPERATION>(x[0], x[1], x[2]);
    if (i.flush) y = flushed(y);
    to[lane] = i.saturate ? saturated(y) : y;
  }
}

template <Arithmetic OPERATION>
Handler for_type(Type type) {
  return type == Type::F32 ? run<OPERATION, float> : run<OPERATION, double>;
}

}  // namespace

Handler directed_handler(Arithmetic operation, Type type) {
  switch (operation) {
    case Arithmetic::ADD: return for_type<Arithmetic::ADD>(type);
    case Arithmetic::SUBTRACT: return for_type<Arithmetic::SUBTRACT>(type);
    case Arithmetic::MULTIPLY: return for_type<Arithmetic::MULTIPLY>(type);
    case Arithmetic::FUSED: return for_type<Arithmetic::FUSED>(type);
    case Arithmetic::DIVIDE: return for_type<Arithmetic::DIVIDE>(type);
    case Arithmetic::RECIPROCAL: return for_type<Arithmetic::RECIPROCAL>(type);
    default: return for_type<Arithmetic::SQUARE_ROOT>(type);
  }
}

}  // namespace emulator::ptx
