// Modifiers and operands of a statement.

#include "ptx/decoding.h"

#include <algorithm>

#include "execution/resize.h"

namespace emulator::ptx {
namespace {

std::vector<std::string> split(const std::string& opcode) {
  std::vector<std::string> parts(1);
  for (const char c : opcode) {
    if (c == '.') parts.emplace_back();
    else parts.back() += c;
  }
  return parts;
}

}  // namespace

Decoding::Decoding(const Statement& statement, Registers& registers, const Symbols& symbols,
                   std::vector<Instruction>& code)
    : statement_(statement),
      registers_(registers),
      symbols_(symbols),
      code_(code),
      modifiers_(split(statement.opcode)) {
  opcode_ = modifiers_.front();
  modifiers_.erase(modifiers_.begin());
}

Error Decoding::error(const std::string& what) const {
  return Error(statement_.line, "'" + statement_.opcode + "': " + what);
}

bool Decoding::take(const char* modifier) {
  const auto found = std::find(modifiers_.begin(), modifiers_.end(), modifier);
  if (found == modifiers_.end()) return false;
  modifiers_.erase(found);
  return true;
}

int Decoding::take_one(std::initializer_list<const char*> modifiers) {
  int number = 0;
  for (const char* modifier : modifiers) {
    if (take(modifier)) return number;
    number++;
  }
  return -1;
}

void Decoding::ignore(std::initializer_list<const char*> modifiers) {
  for (const char* modifier : modifiers) take(modifier);
}

Type Decoding::take_type() {
  for (auto it = modifiers_.begin(); it != modifiers_.end(); ++it) {
    const Type type = type_named(*it);
    if (type == Type::NONE) continue;
    modifiers_.erase(it);
    return type;
  }
  throw error("a type that is interpreted was expected");
}

Rounding Decoding::take_rounding() {
  switch (take_one({"rn", "rz", "rm", "rp"})) {
    case 1: return Rounding::ZERO;
    case 2: return Rounding::DOWN;
    case 3: return Rounding::UP;
    default: return Rounding::NEAREST;
  }
}

const Operand& Decoding::operand(size_t index) const {
  if (index >= operands()) throw error("an operand is missing");
  return statement_.operands[index];
}

unsigned Decoding::bits_of_register(const Operand& operand) const {
  if (operand.kind != Operand::REGISTER) throw error("a register was expected");
  return bits_of(registers_.type(operand.number));
}

uint32_t Decoding::result(const Operand& operand, Type type) {
  if (operand.kind == Operand::SINK) return scratch(1);
  const unsigned bits = bits_of_register(operand);
  if (bits != bits_of(type)) {
    throw error("register '" + operand.name + "' has " + std::to_string(bits) + " bits, but " +
                std::to_string(bits_of(type)) + " are needed");
  }
  return registers_.place(operand.number);
}

uint32_t Decoding::source(const Operand& operand, Type type) {
  switch (operand.kind) {
    case Operand::REGISTER: return result(operand, type);
    case Operand::IMMEDIATE: return registers_.constant(bits_of(type), operand.bits);
    case Operand::SYMBOL: return symbol(operand, type);
    default: throw error("a register or number was expected");
  }
}

uint32_t Decoding::symbol(const Operand& operand, Type type) {
  const uint32_t special = registers_.special(operand.name);
  if (special != NOWHERE) {
    if (bits_of(type) != 32) throw error("'" + operand.name + "' has 32 bits");
    return special;
  }
  const auto found = symbols_.find(operand.name);
  if (found == symbols_.end()) throw error("'" + operand.name + "' is not interpreted");
  if (bits_of(type) < 32) throw error("an address has 32 or 64 bits");
  return registers_.constant(bits_of(type), found->second.value + operand.bits);
}

uint32_t Decoding::predicate(size_t index, bool* negated) {
  const Operand& found = operand(index);
  if (negated) *negated = found.negated;
  else if (found.negated) throw error("'!' is not expected");
  return source(found, Type::PREDICATE);
}

Instruction& Decoding::emit(Handler run, std::initializer_list<uint32_t> places) {
  Instruction made;
  made.run = run;
  std::copy(places.begin(), places.end(), made.at);
  made.line = statement_.line;
  if (statement_.guard.kind == Operand::REGISTER) {
    made.guard = result(statement_.guard, Type::PREDICATE);
    made.guard_negated = statement_.guard.negated;
  }
  code_.push_back(made);
  return code_.back();
}

void Decoding::resize(uint32_t from, Type type, uint32_t to, unsigned bits) {
  emit(resize_handler(type, bits), {to, from});
}

Decoding::Address Decoding::address(size_t index) {
  const Operand& found = operand(index);
  if (found.kind != Operand::ADDRESS) throw error("an address in brackets was expected");
  const Operand& base = found.parts[0];
  if (base.kind == Operand::REGISTER) {
    const unsigned bits = bits_of_register(base);
    return {result(base, bits_type(bits)), bits == 64, found.bits, false, 0};
  }
  if (base.kind == Operand::IMMEDIATE) return {constant(64, base.bits), true, 0, true, base.bits};
  const auto symbol = symbols_.find(base.name);
  if (symbol == symbols_.end()) throw error("'" + base.name + "' is not interpreted");
  const uint64_t value = symbol->second.value + found.bits;
  return {constant(64, value), true, 0, true, value};
}

void Decoding::finish(size_t expected) {
  if (!modifiers_.empty()) throw error("'." + modifiers_.front() + "' is not interpreted");
  if (operands() != expected) throw error(std::to_string(expected) + " operands were expected");
}

}  // namespace emulator::ptx
