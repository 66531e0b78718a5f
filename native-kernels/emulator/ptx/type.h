// The types of PTX.
#pragma once

#include <string>

namespace emulator::ptx {

enum class Type {
  NONE, PREDICATE, B8, B16, B32, B64, U8, U16, U32, U64, S8, S16, S32, S64, F32, F64
};

// From its name without the dot; NONE for a name that is no type.
Type type_named(const std::string& name);

// Width in bits; a predicate has 1.
unsigned bits_of(Type type);

bool is_signed(Type type);
bool is_float(Type type);

// The type of bits (b8, ...) of a width.
Type bits_type(unsigned bits);

}  // namespace emulator::ptx
