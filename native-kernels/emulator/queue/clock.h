// What is known to have happened before something: for each stream, up to which of its operations.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace emulator {

class Clock {
 public:
  void set(uint16_t slot, uint32_t sequence) {
    if (seen_.size() <= slot) seen_.resize(slot + 1);
    seen_[slot] = std::max(seen_[slot], sequence);
  }

  void join(const Clock& other) {
    if (seen_.size() < other.seen_.size()) seen_.resize(other.seen_.size());
    for (size_t i = 0; i < other.seen_.size(); i++) seen_[i] = std::max(seen_[i], other.seen_[i]);
  }

  bool covers(uint16_t slot, uint32_t sequence) const {
    return slot < seen_.size() && seen_[slot] >= sequence;
  }

 private:
  std::vector<uint32_t> seen_;
};

}  // namespace emulator
