// Counting, finding and moving bits.

#include <algorithm>
#include <type_traits>

#include "execution/dispatch.h"

namespace emulator::ptx {
namespace {

template <class T>
constexpr unsigned WIDTH = 8 * sizeof(T);

template <class T, class Count>
void count_bits(Warp& warp, const Instruction& i, Mask lanes, Count count) {
  uint32_t* to = warp.at<uint32_t>(i.at[0]);
  const T* a = warp.at<T>(i.at[1]);
  each_lane(lanes, [&](unsigned lane) { to[lane] = static_cast<uint32_t>(count(a[lane])); });
}

template <class T>
int leading_zeros(T a) {
  return a ? __builtin_clzll(a) - (64 - static_cast<int>(WIDTH<T>)) : static_cast<int>(WIDTH<T>);
}

template <class T>
struct PopulationCount {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    using U = std::make_unsigned_t<T>;
    count_bits<U>(warp, i, lanes, [](U a) { return __builtin_popcountll(a); });
  }
};

template <class T>
struct LeadingZeros {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    using U = std::make_unsigned_t<T>;
    count_bits<U>(warp, i, lanes, [](U a) { return leading_zeros(a); });
  }
};

// The highest bit that differs from the sign; all bits where there is none. Or how far to shift it
// to the top.
template <class T, bool SHIFT>
int find_bit(T a) {
  using U = std::make_unsigned_t<T>;
  const U bits = static_cast<U>(std::is_signed_v<T> && a < 0 ? ~a : a);
  if (!bits) return -1;
  const int zeros = leading_zeros(bits);
  return SHIFT ? zeros : static_cast<int>(WIDTH<T>) - 1 - zeros;
}

template <class T>
struct FindBit {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    count_bits<T>(warp, i, lanes, [](T a) { return find_bit<T, false>(a); });
  }
};

template <class T>
struct FindShift {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    count_bits<T>(warp, i, lanes, [](T a) { return find_bit<T, true>(a); });
  }
};

template <template <class> class Operation>
void decode_count(Decoding& in) {
  const Type type = in.take_type();
  in.finish(2);
  in.emit(integer_handler<Operation>(in, type), {in.result(0, Type::U32), in.source(1, type)});
}

void decode_find(Decoding& in) {
  in.take("shiftamt") ? decode_count<FindShift>(in) : decode_count<FindBit>(in);
}

template <class T>
struct Reverse {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    using U = std::make_unsigned_t<T>;
    apply1<U>(warp, i, lanes, [](U a) {
      U reversed = 0;
      for (unsigned bit = 0; bit < WIDTH<U>; bit++) {
        reversed = static_cast<U>(reversed << 1 | (a >> bit & 1));
      }
      return reversed;
    });
  }
};

void decode_reverse(Decoding& in) {
  const Type type = in.take_type();
  in.finish(2);
  in.emit(integer_handler<Reverse>(in, type), {in.result(0, type), in.source(1, type)});
}

// `length` bits from `start` on; beyond the top the sign or zero.
template <class T>
T extract(T a, uint32_t start, uint32_t length) {
  using U = std::make_unsigned_t<T>;
  start = std::min(start & 0xff, WIDTH<T>);
  length &= 0xff;
  if (!length) return 0;
  const uint32_t top = std::min(start + length - 1, WIDTH<T> - 1);
  const bool sign = std::is_signed_v<T> && (a >> top & 1);
  U bits = start < WIDTH<T> ? static_cast<U>(static_cast<U>(a) >> start) : U{0};
  const uint32_t kept = start < WIDTH<T> ? std::min(length, WIDTH<T> - start) : 0;
  const U mask = kept < WIDTH<T> ? static_cast<U>((U{1} << kept) - 1) : static_cast<U>(~U{0});
  bits &= mask;
  return static_cast<T>(sign ? bits | static_cast<U>(~mask) : bits);
}

template <class T>
struct Extract {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    T* to = warp.at<T>(i.at[0]);
    const T* a = warp.at<T>(i.at[1]);
    const uint32_t* start = warp.at<uint32_t>(i.at[2]);
    const uint32_t* length = warp.at<uint32_t>(i.at[3]);
    each_lane(lanes,
              [&](unsigned lane) { to[lane] = extract(a[lane], start[lane], length[lane]); });
  }
};

void decode_extract(Decoding& in) {
  const Type type = in.take_type();
  in.finish(4);
  in.emit(integer_handler<Extract>(in, type), {in.result(0, type), in.source(1, type),
                                               in.source(2, Type::U32), in.source(3, Type::U32)});
}

// The lower bits of the first operand over those of the second from `start` on.
template <class T>
struct Insert {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    using U = std::make_unsigned_t<T>;
    U* to = warp.at<U>(i.at[0]);
    const U* a = warp.at<U>(i.at[1]);
    const U* b = warp.at<U>(i.at[2]);
    const uint32_t* start = warp.at<uint32_t>(i.at[3]);
    const uint32_t* length = warp.at<uint32_t>(i.at[4]);
    each_lane(lanes, [&](unsigned lane) {
      const uint32_t n = length[lane] & 0xff, from = start[lane] & 0xff;
      const U field = n < WIDTH<U> ? static_cast<U>((U{1} << n) - 1) : static_cast<U>(~U{0});
      const U mask = from < WIDTH<U> ? static_cast<U>(field << from) : U{0};
      const U moved = from < WIDTH<U> ? static_cast<U>(a[lane] << from) : U{0};
      to[lane] = static_cast<U>((b[lane] & ~mask) | (moved & mask));
    });
  }
};

void decode_insert(Decoding& in) {
  const Type type = in.take_type();
  in.finish(5);
  in.emit(integer_handler<Insert>(in, type),
          {in.result(0, type), in.source(1, type), in.source(2, type), in.source(3, Type::U32),
           in.source(4, Type::U32)});
}

// Four bytes out of eight, each picked by four bits, of which the highest asks for its sign only.
void permute(Warp& warp, const Instruction& i, Mask lanes) {
  uint32_t* to = warp.at<uint32_t>(i.at[0]);
  const uint32_t* a = warp.at<uint32_t>(i.at[1]);
  const uint32_t* b = warp.at<uint32_t>(i.at[2]);
  const uint32_t* selector = warp.at<uint32_t>(i.at[3]);
  each_lane(lanes, [&](unsigned lane) {
    const uint64_t bytes = uint64_t{b[lane]} << 32 | a[lane];
    uint32_t picked = 0;
    for (unsigned k = 0; k < 4; k++) {
      const uint32_t pick = selector[lane] >> 4 * k & 15;
      uint32_t byte = bytes >> 8 * (pick & 7) & 0xff;
      if (pick & 8) byte = byte & 0x80 ? 0xff : 0;
      picked |= byte << 8 * k;
    }
    to[lane] = picked;
  });
}

void decode_permute(Decoding& in) {
  in.take_type();
  in.finish(4);
  in.emit(permute, {in.result(0, Type::B32), in.source(1, Type::B32), in.source(2, Type::B32),
                    in.source(3, Type::B32)});
}

// Any function of three bits, given by its table.
void look_up(Warp& warp, const Instruction& i, Mask lanes) {
  const uint64_t table = static_cast<uint64_t>(i.immediate);
  apply3<uint32_t>(warp, i, lanes, [table](uint32_t a, uint32_t b, uint32_t c) {
    uint32_t value = 0;
    for (unsigned row = 0; row < 8; row++) {
      const uint32_t match = (row & 4 ? a : ~a) & (row & 2 ? b : ~b) & (row & 1 ? c : ~c);
      if (table >> row & 1) value |= match;
    }
    return value;
  });
}

void decode_look_up(Decoding& in) {
  in.take_type();
  in.finish(5);
  in.emit(look_up, {in.result(0, Type::B32), in.source(1, Type::B32), in.source(2, Type::B32),
                    in.source(3, Type::B32)})
      .immediate = static_cast<int64_t>(in.operand(4).bits);
}

}  // namespace

void add_bits(Decoders& decoders) {
  decoders["popc"] = decode_count<PopulationCount>;
  decoders["clz"] = decode_count<LeadingZeros>;
  decoders["bfind"] = decode_find;
  decoders["brev"] = decode_reverse;
  decoders["bfe"] = decode_extract;
  decoders["bfi"] = decode_insert;
  decoders["prmt"] = decode_permute;
  decoders["lop3"] = decode_look_up;
}

}  // namespace emulator::ptx
