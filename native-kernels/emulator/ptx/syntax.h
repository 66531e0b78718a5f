// A PTX module as it is written.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ptx/type.h"

namespace emulator::ptx {

struct Operand {
  enum Kind {
    REGISTER,   // number: which of the kernel's
    IMMEDIATE,  // bits
    SYMBOL,     // name, plus bits; also a special register such as %tid.x, and a label
    ADDRESS,    // parts[0] (a register, symbol or immediate), plus bits
    VECTOR,     // parts
    SINK,       // _
  };
  Kind kind = SINK;
  unsigned number = 0;
  uint64_t bits = 0;
  std::string name;
  bool negated = false;            // !
  std::vector<Operand> parts;      // and of "%p1|%p2" the second, of a register
};

struct Statement {
  std::string opcode;              // with its modifiers
  std::vector<Operand> operands;
  Operand guard;                   // SINK: always
  unsigned line = 0;
};

struct Label {
  std::string name;
  size_t statement;                // the one that it stands before
};

// A variable: a parameter, or memory of the module or of a kernel's block.
struct Variable {
  std::string name;
  Type type = Type::NONE;
  size_t align = 0;
  size_t bytes = 0;                // 0: of dynamic shared memory
  std::vector<uint8_t> initial;    // empty: zero
  unsigned line = 0;
};

struct Register {
  std::string name;
  Type type;
};

struct Entry {
  std::string name;
  std::vector<Variable> parameters;
  std::vector<Variable> shared;
  std::vector<Register> registers;
  std::vector<Statement> statements;
  std::vector<Label> labels;
  unsigned most_threads = 0;         // 0: no bound
  unsigned required[3] = {0, 0, 0};  // 0: any
  unsigned line = 0;
};

struct Module {
  unsigned version = 0;              // 75 for 7.5
  unsigned target = 0;               // 75 for sm_75
  std::vector<Variable> globals;     // .global and .const
  std::vector<Variable> shared;
  std::vector<Entry> entries;
};

}  // namespace emulator::ptx
