// Copying lanes between registers of different widths.

#include "execution/resize.h"

#include "execution/lanes.h"
#include "execution/warp.h"

namespace emulator::ptx {
namespace {

template <class From, class To>
void resize(Warp& warp, const Instruction& i, Mask lanes) {
  To* to = warp.at<To>(i.at[0]);
  const From* from = warp.at<From>(i.at[1]);
  each_lane(lanes, [&](unsigned lane) { to[lane] = static_cast<To>(from[lane]); });
}

template <class From>
Handler from(unsigned bits) {
  switch (bits) {
    case 8: return resize<From, uint8_t>;
    case 16: return resize<From, uint16_t>;
    case 32: return resize<From, uint32_t>;
    default: return resize<From, uint64_t>;
  }
}

}  // namespace

Handler resize_handler(Type type, unsigned bits) {
  switch (type) {
    case Type::S8: return from<int8_t>(bits);
    case Type::S16: return from<int16_t>(bits);
    case Type::S32: return from<int32_t>(bits);
    case Type::S64: return from<int64_t>(bits);
    default: break;
  }
  switch (bits_of(type)) {
    case 8: return from<uint8_t>(bits);
    case 16: return from<uint16_t>(bits);
    case 32: return from<uint32_t>(bits);
    default: return from<uint64_t>(bits);
  }
}

}  // namespace emulator::ptx
