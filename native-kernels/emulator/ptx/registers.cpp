// Places in a warp's registers.

#include "ptx/registers.h"

#include <algorithm>

namespace emulator::ptx {
namespace {

const std::map<std::string, Special>& specials() {
  static const std::map<std::string, Special>& all = *new std::map<std::string, Special>{
      {"%tid.x", Special::TID_X},
      {"%tid.y", Special::TID_Y},
      {"%tid.z", Special::TID_Z},
      {"%ntid.x", Special::NTID_X},
      {"%ntid.y", Special::NTID_Y},
      {"%ntid.z", Special::NTID_Z},
      {"%ctaid.x", Special::CTAID_X},
      {"%ctaid.y", Special::CTAID_Y},
      {"%ctaid.z", Special::CTAID_Z},
      {"%nctaid.x", Special::NCTAID_X},
      {"%nctaid.y", Special::NCTAID_Y},
      {"%nctaid.z", Special::NCTAID_Z},
      {"%laneid", Special::LANE},
      {"%warpid", Special::WARP},
      {"%nwarpid", Special::NWARP},
      {"%lanemask_eq", Special::LANEMASK_EQ},
      {"%lanemask_lt", Special::LANEMASK_LT},
      {"%lanemask_le", Special::LANEMASK_LE},
      {"%lanemask_gt", Special::LANEMASK_GT},
      {"%lanemask_ge", Special::LANEMASK_GE},
  };
  return all;
}

}  // namespace

Registers::Registers(const Entry& entry, Program& program) : entry_(entry), program_(program) {
  unsigned words = 0;
  for (const Register& declared : entry.registers) {
    const unsigned bits = bits_of(declared.type);
    places_.push_back(take(bits));
    words += bits == 1 ? 0 : std::max(1u, bits / 32);
  }
  program.registers = std::min(255u, std::max(8u, words / 2));
}

uint32_t Registers::take(unsigned bits) {
  const uint32_t at = program_.register_bytes;
  const uint32_t bytes = bits == 1 ? 4 : bits / 8 * LANES;
  program_.register_bytes += (bytes + REGISTER_ALIGN - 1) / REGISTER_ALIGN * REGISTER_ALIGN;
  return at;
}

uint32_t Registers::constant(unsigned bits, uint64_t value) {
  if (bits < 64) value &= (uint64_t{1} << bits) - 1;
  const auto made = constants_.insert({{bits, value}, NOWHERE});
  if (made.second) {
    made.first->second = take(bits);
    program_.constants.push_back({made.first->second, bits, value});
  }
  return made.first->second;
}

uint32_t Registers::special(const std::string& name) {
  const auto known = specials().find(name);
  if (known == specials().end()) return NOWHERE;
  const auto made = specials_.insert({name, NOWHERE});
  if (made.second) {
    made.first->second = take(32);
    program_.specials.push_back({known->second, made.first->second});
  }
  return made.first->second;
}

uint32_t Registers::scratch(unsigned which) {
  if (scratch_[which] == NOWHERE) scratch_[which] = take(64);
  return scratch_[which];
}

}  // namespace emulator::ptx
