// From a type of PTX to a handler made for the C++ type.
#pragma once

#include "execution/lanes.h"
#include "execution/warp.h"
#include "ptx/decoding.h"

namespace emulator::ptx {

// Handler<T>::run for the integer type of the same width and sign; types of bits are unsigned.
template <template <class> class Handler_>
Handler integer_handler(const Decoding& in, Type type) {
  switch (type) {
    case Type::S16: return Handler_<int16_t>::run;
    case Type::S32: return Handler_<int32_t>::run;
    case Type::S64: return Handler_<int64_t>::run;
    case Type::U16:
    case Type::B16: return Handler_<uint16_t>::run;
    case Type::U32:
    case Type::B32: return Handler_<uint32_t>::run;
    case Type::U64:
    case Type::B64: return Handler_<uint64_t>::run;
    default: throw in.error("an integer type was expected");
  }
}

// The operation applied to each lane: operands are result, then sources.
template <class T, class Operation>
inline void apply1(Warp& warp, const Instruction& i, Mask lanes, Operation operation) {
  T* to = warp.at<T>(i.at[0]);
  const T* a = warp.at<T>(i.at[1]);
  each_lane(lanes, [&](unsigned lane) { to[lane] = static_cast<T>(operation(a[lane])); });
}

template <class T, class Operation>
inline void apply2(Warp& warp, const Instruction& i, Mask lanes, Operation operation) {
  T* to = warp.at<T>(i.at[0]);
  const T* a = warp.at<T>(i.at[1]);
  const T* b = warp.at<T>(i.at[2]);
  each_lane(lanes, [&](unsigned lane) { to[lane] = static_cast<T>(operation(a[lane], b[lane])); });
}

template <class T, class Operation>
inline void apply3(Warp& warp, const Instruction& i, Mask lanes, Operation operation) {
  T* to = warp.at<T>(i.at[0]);
  const T* a = warp.at<T>(i.at[1]);
  const T* b = warp.at<T>(i.at[2]);
  const T* c = warp.at<T>(i.at[3]);
  each_lane(lanes, [&](unsigned lane) {
    to[lane] = static_cast<T>(operation(a[lane], b[lane], c[lane]));
  });
}

}  // namespace emulator::ptx
