// A kernel as the interpreter runs it: instructions that carry the function that executes them for
// a warp, and places of their operands in the warp's registers.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace emulator {

struct Allocation;
struct Warp;

constexpr unsigned LANES = 32;
constexpr uint32_t NOWHERE = 0xffffffff;

// A set of lanes of a warp.
using Mask = uint32_t;
constexpr Mask ALL_LANES = 0xffffffff;

struct Instruction;
using Handler = void (*)(Warp&, const Instruction&, Mask);

// How an instruction goes on.
enum class Flow : uint8_t {
  NEXT,
  BRANCH,        // to `target`
  EXIT,
  BARRIER,       // when all threads of the block got there
  WARP,          // when all lanes that operand `at[4]` names got there
  WARP_BARRIER,  // the same; the lanes may wait at different places
};

enum class Space : uint8_t { GENERIC, GLOBAL, SHARED, PARAMETER };

enum class Rounding : uint8_t { NEAREST, ZERO, DOWN, UP };

struct Instruction {
  Handler run = nullptr;
  // Offsets of operands in the registers: results, then sources.
  uint32_t at[6] = {NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE};
  uint32_t guard = NOWHERE;  // a predicate
  bool guard_negated = false;
  Flow flow = Flow::NEXT;
  uint32_t target = 0;
  uint32_t line = 0;
  int64_t immediate = 0;     // added to an address; or the instruction's own use
  uint32_t address = NOWHERE;  // the register with an address
  bool wide_address = true;  // 64 bits, not 32
  Space space = Space::GENERIC;
  Rounding rounding = Rounding::NEAREST;
  bool integral = false;     // rounds to an integer
  bool flush = false;        // subnormal numbers are zero (.ftz)
  bool saturate = false;
  bool negated = false;      // of a predicate operand
  mutable Allocation* hint = nullptr;  // what an address was in last time
};

enum class Special : uint8_t {
  TID_X, TID_Y, TID_Z, NTID_X, NTID_Y, NTID_Z, CTAID_X, CTAID_Y, CTAID_Z, NCTAID_X, NCTAID_Y,
  NCTAID_Z, LANE, WARP, NWARP, LANEMASK_EQ, LANEMASK_LT, LANEMASK_LE, LANEMASK_GT, LANEMASK_GE
};

// Where a register may start. It holds a value for each lane, side by side; a predicate is a mask.
constexpr uint32_t REGISTER_ALIGN = 64;

struct Constant {
  uint32_t at;
  unsigned bits;  // 1, 8, 16, 32 or 64
  uint64_t value;
};

struct Parameter {
  size_t offset, bytes;
};

struct Program {
  std::string name;
  std::vector<Instruction> code;
  std::vector<Parameter> parameters;
  size_t parameter_bytes = 0;
  size_t shared_bytes = 0;           // static
  uint32_t register_bytes = 0;
  std::vector<Constant> constants;
  std::vector<std::pair<Special, uint32_t>> specials;
  unsigned registers = 0;            // a guess at what a thread needs
  unsigned most_threads = 0;         // 0: no bound
  unsigned required[3] = {0, 0, 0};
};

}  // namespace emulator
