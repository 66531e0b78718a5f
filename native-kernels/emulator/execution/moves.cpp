// Moves between registers, and addresses of other kinds.

#include "execution/dispatch.h"
#include "execution/spaces.h"

namespace emulator::ptx {
namespace {

template <class T>
struct Move {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    apply1<T>(warp, i, lanes, [](T a) { return a; });
  }
};

void move_predicate(Warp& warp, const Instruction& i, Mask lanes) {
  Mask& to = *warp.at<Mask>(i.at[0]);
  to = (to & ~lanes) | (*warp.at<Mask>(i.at[1]) & lanes);
}

// Parts of a vector are parts of one wider register. `immediate`: the number of the first bit.
template <class Part, class Whole>
void take_part(Warp& warp, const Instruction& i, Mask lanes) {
  Part* to = warp.at<Part>(i.at[0]);
  const Whole* from = warp.at<Whole>(i.at[1]);
  const auto shift = static_cast<unsigned>(i.immediate);
  each_lane(lanes, [&](unsigned lane) { to[lane] = static_cast<Part>(from[lane] >> shift); });
}

template <class Part, class Whole>
void put_part(Warp& warp, const Instruction& i, Mask lanes) {
  Whole* to = warp.at<Whole>(i.at[0]);
  const Part* from = warp.at<Part>(i.at[1]);
  const auto shift = static_cast<unsigned>(i.immediate);
  const Whole mask = static_cast<Whole>(static_cast<Part>(~Part{0})) << shift;
  each_lane(lanes, [&](unsigned lane) {
    to[lane] = (to[lane] & ~mask) | static_cast<Whole>(from[lane]) << shift;
  });
}

Handler part_handler(const Decoding& in, unsigned part, unsigned whole, bool taken) {
  if (part == 32 && whole == 64) {
    return taken ? take_part<uint32_t, uint64_t> : put_part<uint32_t, uint64_t>;
  }
  if (part == 16 && whole == 32) {
    return taken ? take_part<uint16_t, uint32_t> : put_part<uint16_t, uint32_t>;
  }
  if (part == 16 && whole == 64) {
    return taken ? take_part<uint16_t, uint64_t> : put_part<uint16_t, uint64_t>;
  }
  throw in.error("a vector of this kind is not interpreted");
}

void decode_parts(Decoding& in, Type type, const Operand& vector, bool taken) {
  const unsigned part = bits_of(type) / static_cast<unsigned>(vector.parts.size());
  const Handler run = part_handler(in, part, bits_of(type), taken);
  // A register may be both whole and part of itself only in a copy.
  const uint32_t whole = in.scratch();
  const Handler copy = integer_handler<Move>(in, bits_type(bits_of(type)));
  if (taken) in.emit(copy, {whole, in.source(1, type)});
  unsigned shift = 0;
  for (const Operand& operand : vector.parts) {
    const uint32_t place = taken ? in.result(operand, bits_type(part))
                                 : in.source(operand, bits_type(part));
    in.emit(run, {taken ? place : whole, taken ? whole : place}).immediate = shift;
    shift += part;
  }
  if (!taken) in.emit(copy, {in.result(0, type), whole});
}

void decode_move(Decoding& in) {
  const Type type = in.take_type();
  in.finish(2);
  if (in.operand(0).kind == Operand::VECTOR) return decode_parts(in, type, in.operand(0), true);
  if (in.operand(1).kind == Operand::VECTOR) return decode_parts(in, type, in.operand(1), false);
  const Handler run = type == Type::PREDICATE
                          ? move_predicate
                          : integer_handler<Move>(in, bits_type(bits_of(type)));
  in.emit(run, {in.result(0, type), in.source(1, type)});
}

// Adds or takes off the window of a space, which is one bit. `immediate`: the window.
template <class T>
struct Convert {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    const T window = static_cast<T>(i.immediate);
    apply1<T>(warp, i, lanes, [window](T a) { return a ^ window; });
  }
};

void decode_convert_address(Decoding& in) {
  in.ignore({"to"});
  const int space = in.take_one({"global", "const", "shared", "shared::cta", "param"});
  if (space < 0) throw in.error("this space is not interpreted");
  const Type type = in.take_type();
  in.finish(2);
  const uint64_t window = space < 2 ? 0 : space < 4 ? SHARED_WINDOW : PARAMETER_WINDOW;
  in.emit(integer_handler<Convert>(in, type), {in.result(0, type), in.source(1, type)})
      .immediate = static_cast<int64_t>(window);
}

}  // namespace

void add_moves(Decoders& decoders) {
  decoders["mov"] = decode_move;
  decoders["cvta"] = decode_convert_address;
}

}  // namespace emulator::ptx
