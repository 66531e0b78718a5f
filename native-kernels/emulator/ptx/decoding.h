// One statement on its way to instructions: its modifiers and operands are asked for one after the
// other, and what nobody asked for is an error.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "ptx/lexer.h"
#include "ptx/registers.h"
#include "ptx/symbols.h"

namespace emulator::ptx {

class Decoding {
 public:
  Decoding(const Statement& statement, Registers& registers, const Symbols& symbols,
           std::vector<Instruction>& code);

  // The opcode without modifiers.
  const std::string& opcode() const { return opcode_; }

  // Whether the statement has a modifier; from now on it is known.
  bool take(const char* modifier);

  // Which of several it has, by number; -1 if none.
  int take_one(std::initializer_list<const char*> modifiers);

  // Modifiers that change nothing here.
  void ignore(std::initializer_list<const char*> modifiers);

  // The next of its types.
  Type take_type();

  Rounding take_rounding();

  size_t operands() const { return statement_.operands.size(); }
  const Operand& operand(size_t index) const;

  // Places of operands. A type of 8 bits stands for whatever width the register has.
  uint32_t result(size_t index, Type type) { return result(operand(index), type); }
  uint32_t result(const Operand& operand, Type type);
  uint32_t source(size_t index, Type type) { return source(operand(index), type); }
  uint32_t source(const Operand& operand, Type type);
  uint32_t predicate(size_t index, bool* negated = nullptr);
  unsigned bits_of_register(const Operand& operand) const;

  // Adds an instruction under the statement's guard.
  Instruction& emit(Handler run, std::initializer_list<uint32_t> places);

  // Copies lanes between widths, with the sign of the type that is read.
  void resize(uint32_t from, Type type, uint32_t to, unsigned bits);

  uint32_t scratch(unsigned which = 0) { return registers_.scratch(which); }
  uint32_t constant(unsigned bits, uint64_t value) { return registers_.constant(bits, value); }

  // Takes an address apart.
  struct Address {
    uint32_t place;     // of its register
    bool wide;          // which has 64 bits
    uint64_t added;
    bool fixed;         // no register but a known number
    uint64_t value;     // which
  };
  Address address(size_t index);

  Error error(const std::string& what) const;

  // Throws where something of the statement was not asked for.
  void finish(size_t expected_operands);

 private:
  const Statement& statement_;
  Registers& registers_;
  const Symbols& symbols_;
  std::vector<Instruction>& code_;
  std::string opcode_;
  std::vector<std::string> modifiers_;

  uint32_t symbol(const Operand& operand, Type type);
};

using Decoder = void (*)(Decoding&);
using Decoders = std::map<std::string, Decoder>;

// Decodes arithmetic of a floating-point type, which shares its opcodes with that of integers.
void decode_float(Decoding& decoding, Type type);

// Each adds the opcodes of one family.
void add_integer(Decoders& decoders);
void add_logic(Decoders& decoders);
void add_bits(Decoders& decoders);
void add_floating(Decoders& decoders);
void add_comparison(Decoders& decoders);
void add_conversion(Decoders& decoders);
void add_moves(Decoders& decoders);
void add_memory(Decoders& decoders);
void add_atomic(Decoders& decoders);
void add_warp(Decoders& decoders);

}  // namespace emulator::ptx
