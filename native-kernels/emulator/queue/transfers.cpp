// Watched copies of pinned memory.

#include "queue/transfers.h"

#include <algorithm>
#include <cstring>
#include <list>

#include "core/findings.h"

namespace emulator {
namespace {

constexpr uint8_t UNDEFINED = 0xff;

struct Transfer {
  uint16_t slot;
  uint32_t sequence;
  std::string what;
  const uint8_t* host;
  std::vector<uint8_t> expected;       // of a source, or of a destination before it arrives
  std::shared_ptr<Delivery> delivery;  // null for a source
  bool watched = true;                 // whether the host's memory should be as expected

  bool overlaps(const void* from, size_t bytes) const {
    const uint8_t* start = static_cast<const uint8_t*>(from);
    return host < start + bytes && start < host + expected.size();
  }
};

std::list<Transfer>& pending() {
  static std::list<Transfer>& all = *new std::list<Transfer>;
  return all;
}

void add(const OperationPointer& operation, const uint8_t* host, std::vector<uint8_t> expected,
         const std::shared_ptr<Delivery>& delivery) {
  Transfer added{operation->slot, operation->sequence, operation->work.what,
                 host,            std::move(expected), delivery};
  for (Transfer& other : pending()) {
    if (!other.overlaps(host, added.expected.size())) continue;
    if (other.delivery || delivery) other.watched = added.watched = false;
  }
  pending().push_back(std::move(added));
}

void deliver(Transfer& transfer) {
  Delivery& copy = *transfer.delivery;
  if (copy.arrived) std::memcpy(copy.to, copy.data.data(), copy.data.size());
  copy.arrived = false;
  transfer.watched = false;
}

void settle(Transfer& transfer) {
  const auto& expected = transfer.expected;
  if (transfer.watched && std::memcmp(transfer.host, expected.data(), expected.size()) != 0) {
    const char* side = transfer.delivery ? "destination" : "source";
    report(kind::PINNED, format("%s: the %s was written by the host before it waited for the copy",
                                transfer.what.c_str(), side));
  }
  if (transfer.delivery) deliver(transfer);
}

}  // namespace

void watch_source(const OperationPointer& operation, const void* from, size_t bytes) {
  const uint8_t* start = static_cast<const uint8_t*>(from);
  add(operation, start, std::vector<uint8_t>(start, start + bytes), nullptr);
}

void watch_destination(const OperationPointer& operation, const std::shared_ptr<Delivery>& copy) {
  std::memset(copy->to, UNDEFINED, copy->data.size());
  add(operation, copy->to, std::vector<uint8_t>(copy->data.size(), UNDEFINED), copy);
}

void deliver_into(const void* from, size_t bytes) {
  for (Transfer& transfer : pending()) {
    if (transfer.delivery && transfer.overlaps(from, bytes)) deliver(transfer);
  }
}

void settle_transfers(const Clock& host) {
  for (auto it = pending().begin(); it != pending().end();) {
    if (!host.covers(it->slot, it->sequence)) {
      ++it;
      continue;
    }
    settle(*it);
    it = pending().erase(it);
  }
}

void check_free_of_transfers(const void* start, size_t bytes) {
  for (auto it = pending().begin(); it != pending().end();) {
    if (!it->overlaps(start, bytes)) {
      ++it;
      continue;
    }
    report(kind::PINNED, it->what + ": the memory was freed before the host waited for the copy");
    it = pending().erase(it);
  }
}

}  // namespace emulator
