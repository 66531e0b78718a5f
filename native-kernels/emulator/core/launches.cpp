// Launches told apart by kernel.

#include "core/launches.h"

#include <map>
#include <set>

namespace emulator {
namespace {

struct Launches {
  long long count = 0;
  std::set<uint16_t> slots;
};

std::map<std::string, Launches>& by_kernel() {
  static auto& one = *new std::map<std::string, Launches>;
  return one;
}

Launches of(const std::string& kernel) {
  const auto found = by_kernel().find(kernel);
  return found == by_kernel().end() ? Launches() : found->second;
}

}  // namespace

void count_launch(const std::string& kernel, uint16_t slot) {
  Launches& launches = by_kernel()[kernel];
  launches.count++;
  launches.slots.insert(slot);
}

long long launches_of(const std::string& kernel) { return of(kernel).count; }

long long launching_streams_of(const std::string& kernel) {
  return static_cast<long long>(of(kernel).slots.size());
}

void forget_launches() { by_kernel().clear(); }

}  // namespace emulator
