// The types of PTX.

#include "ptx/type.h"

namespace emulator::ptx {
namespace {

struct Entry {
  const char* name;
  Type type;
  unsigned bits;
};

constexpr Entry TYPES[] = {
    {"pred", Type::PREDICATE, 1}, {"b8", Type::B8, 8},   {"b16", Type::B16, 16},
    {"b32", Type::B32, 32},       {"b64", Type::B64, 64}, {"u8", Type::U8, 8},
    {"u16", Type::U16, 16},       {"u32", Type::U32, 32}, {"u64", Type::U64, 64},
    {"s8", Type::S8, 8},          {"s16", Type::S16, 16}, {"s32", Type::S32, 32},
    {"s64", Type::S64, 64},       {"f32", Type::F32, 32}, {"f64", Type::F64, 64},
};

}  // namespace

Type type_named(const std::string& name) {
  for (const Entry& entry : TYPES) {
    if (name == entry.name) return entry.type;
  }
  return Type::NONE;
}

unsigned bits_of(Type type) {
  for (const Entry& entry : TYPES) {
    if (type == entry.type) return entry.bits;
  }
  return 0;
}

bool is_signed(Type type) {
  return type == Type::S8 || type == Type::S16 || type == Type::S32 || type == Type::S64;
}

bool is_float(Type type) { return type == Type::F32 || type == Type::F64; }

Type bits_type(unsigned bits) {
  switch (bits) {
    case 8: return Type::B8;
    case 16: return Type::B16;
    case 32: return Type::B32;
    default: return Type::B64;
  }
}

}  // namespace emulator::ptx
