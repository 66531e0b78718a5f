// Places in a warp's registers, for the registers of the text, constants and special values.
#pragma once

#include <map>
#include <string>

#include "execution/program.h"
#include "ptx/syntax.h"

namespace emulator::ptx {

class Registers {
 public:
  Registers(const Entry& entry, Program& program);

  uint32_t place(unsigned number) const { return places_[number]; }
  Type type(unsigned number) const { return entry_.registers[number].type; }

  uint32_t constant(unsigned bits, uint64_t value);

  // Of a special register such as %tid.x; NOWHERE for a name that is none.
  uint32_t special(const std::string& name);

  // For values between the instructions that one statement becomes, and results nobody wants.
  uint32_t scratch(unsigned which);

 private:
  const Entry& entry_;
  Program& program_;
  std::vector<uint32_t> places_;
  std::map<std::pair<unsigned, uint64_t>, uint32_t> constants_;
  std::map<std::string, uint32_t> specials_;
  uint32_t scratch_[2] = {NOWHERE, NOWHERE};

  uint32_t take(unsigned bits);
};

}  // namespace emulator::ptx
