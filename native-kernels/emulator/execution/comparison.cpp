// Comparisons and selection by predicates.

#include <type_traits>

#include "execution/dispatch.h"
#include "execution/numbers.h"

namespace emulator::ptx {
namespace {

enum class Relation { EQ, NE, LT, LE, GT, GE, EQU, NEU, LTU, LEU, GTU, GEU, NUM, NAN_ };

// The relations that end with U hold as well where an operand is NaN.
template <Relation RELATION, class T>
inline bool holds(T a, T b) {
  const bool unordered = a != a || b != b;
  switch (RELATION) {
    case Relation::EQ: return a == b;
    case Relation::NE: return !unordered && a != b;
    case Relation::LT: return a < b;
    case Relation::LE: return a <= b;
    case Relation::GT: return a > b;
    case Relation::GE: return a >= b;
    case Relation::EQU: return unordered || a == b;
    case Relation::NEU: return a != b;
    case Relation::LTU: return !(a >= b);
    case Relation::LEU: return !(a > b);
    case Relation::GTU: return !(a <= b);
    case Relation::GEU: return !(a < b);
    case Relation::NUM: return !unordered;
    default: return unordered;
  }
}

// Operands: result, its complement, the two that are compared, a predicate to combine with.
// `immediate`: 0 none, else which combination.
void set_predicates(Warp& warp, const Instruction& i, Mask lanes, Mask held) {
  Mask other = ~held;
  if (i.immediate) {
    const Mask with = warp.predicate(i.at[4], i.negated);
    const auto combine = [&](Mask value) {
      return i.immediate == 1 ? value & with : i.immediate == 2 ? value | with : value ^ with;
    };
    held = combine(held);
    other = combine(other);
  }
  Mask& complement = *warp.at<Mask>(i.at[1]);
  Mask& to = *warp.at<Mask>(i.at[0]);
  complement = (complement & ~lanes) | (other & lanes);
  to = (to & ~lanes) | (held & lanes);
}

template <Relation RELATION, class T, bool FTZ>
void compare(Warp& warp, const Instruction& i, Mask lanes) {
  const T* a = warp.at<T>(i.at[2]);
  const T* b = warp.at<T>(i.at[3]);
  uint32_t each[LANES];
  for (unsigned lane = 0; lane < LANES; lane++) {
    if constexpr (FTZ) each[lane] = holds<RELATION>(flushed(a[lane]), flushed(b[lane]));
    else each[lane] = holds<RELATION>(a[lane], b[lane]);
  }
  Mask held = 0;
  for (unsigned lane = 0; lane < LANES; lane++) held |= each[lane] << lane;
  set_predicates(warp, i, lanes, held);
}

template <class T, bool FTZ = false>
Handler relation_handler(const Decoding& in, Relation relation) {
  switch (relation) {
    case Relation::EQ: return compare<Relation::EQ, T, FTZ>;
    case Relation::NE: return compare<Relation::NE, T, FTZ>;
    case Relation::LT: return compare<Relation::LT, T, FTZ>;
    case Relation::LE: return compare<Relation::LE, T, FTZ>;
    case Relation::GT: return compare<Relation::GT, T, FTZ>;
    case Relation::GE: return compare<Relation::GE, T, FTZ>;
    default: break;
  }
  if constexpr (std::is_floating_point_v<T>) {
    switch (relation) {
      case Relation::EQU: return compare<Relation::EQU, T, FTZ>;
      case Relation::NEU: return compare<Relation::NEU, T, FTZ>;
      case Relation::LTU: return compare<Relation::LTU, T, FTZ>;
      case Relation::LEU: return compare<Relation::LEU, T, FTZ>;
      case Relation::GTU: return compare<Relation::GTU, T, FTZ>;
      case Relation::GEU: return compare<Relation::GEU, T, FTZ>;
      case Relation::NUM: return compare<Relation::NUM, T, FTZ>;
      default: return compare<Relation::NAN_, T, FTZ>;
    }
  }
  throw in.error("this relation is of floating-point numbers");
}

Handler comparison_handler(const Decoding& in, Type type, Relation relation, bool flush) {
  switch (type) {
    case Type::S16: return relation_handler<int16_t>(in, relation);
    case Type::S32: return relation_handler<int32_t>(in, relation);
    case Type::S64: return relation_handler<int64_t>(in, relation);
    case Type::U16:
    case Type::B16: return relation_handler<uint16_t>(in, relation);
    case Type::U32:
    case Type::B32: return relation_handler<uint32_t>(in, relation);
    case Type::U64:
    case Type::B64: return relation_handler<uint64_t>(in, relation);
    case Type::F32:
      return flush ? relation_handler<float, true>(in, relation)
                   : relation_handler<float>(in, relation);
    case Type::F64: return relation_handler<double>(in, relation);
    default: throw in.error("this type is not compared");
  }
}

Relation take_relation(Decoding& in) {
  const int ordered = in.take_one({"eq", "ne", "lt", "le", "gt", "ge", "equ", "neu", "ltu", "leu",
                                   "gtu", "geu", "num", "nan"});
  if (ordered >= 0) return static_cast<Relation>(ordered);
  const int without_sign = in.take_one({"lo", "ls", "hi", "hs"});
  if (without_sign < 0) throw in.error("a relation was expected");
  return static_cast<Relation>(static_cast<int>(Relation::LT) + without_sign);
}

void decode_compare(Decoding& in) {
  const Relation relation = take_relation(in);
  const int combination = in.take_one({"and", "or", "xor"});
  const Type type = in.take_type();
  const bool flush = in.take("ftz");
  in.finish(combination < 0 ? 3 : 4);
  const Operand& to = in.operand(0);
  const uint32_t complement =
      to.parts.empty() ? in.scratch(1) : in.result(to.parts[0], Type::PREDICATE);
  bool negated = false;
  const uint32_t with = combination < 0 ? NOWHERE : in.predicate(3, &negated);
  Instruction& made =
      in.emit(comparison_handler(in, type, relation, flush),
              {in.result(to, Type::PREDICATE), complement, in.source(1, type), in.source(2, type),
               with});
  made.immediate = combination + 1;
  made.negated = negated;
}

template <class T>
struct Select {
  static void run(Warp& warp, const Instruction& i, Mask lanes) {
    T* to = warp.at<T>(i.at[0]);
    const T* a = warp.at<T>(i.at[1]);
    const T* b = warp.at<T>(i.at[2]);
    const Mask first = *warp.at<Mask>(i.at[3]);
    each_lane(lanes, [&](unsigned lane) { to[lane] = first >> lane & 1 ? a[lane] : b[lane]; });
  }
};

void decode_select(Decoding& in) {
  const Type type = in.take_type();
  in.finish(4);
  in.emit(integer_handler<Select>(in, bits_type(bits_of(type))),
          {in.result(0, type), in.source(1, type), in.source(2, type), in.predicate(3)});
}

}  // namespace

void add_comparison(Decoders& decoders) {
  decoders["setp"] = decode_compare;
  decoders["selp"] = decode_select;
}

}  // namespace emulator::ptx
