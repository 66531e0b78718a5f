// Copies and fills as work of streams.

#include "driver/transfer.h"

#include <cstring>

#include "core/findings.h"
#include "memory/checks.h"
#include "queue/transfers.h"

namespace emulator {
namespace {

constexpr char TO[] = "destination of a copy", FROM[] = "source of a copy";

bool valid_host_side(const void* host, size_t bytes) {
  if (!host) return false;
  if (!is_device_address(host)) return true;
  report(kind::BAD_POINTER, format("%zu bytes of the device at %p are taken for the host's", bytes,
                                   host));
  return false;
}

bool valid(const Copy& copy) {
  const bool to_host = copy.direction == Direction::TO_HOST;
  const bool from_host = copy.direction == Direction::TO_DEVICE;
  return (to_host ? valid_host_side(copy.to, copy.bytes)
                  : checked_range(copy.to, copy.bytes, TO) != nullptr) &&
         (from_host ? valid_host_side(copy.from, copy.bytes)
                    : checked_range(copy.from, copy.bytes, FROM) != nullptr);
}

// Undefined bytes stay undefined.
int copy_on_device(const Copy& copy) {
  Allocation* to = checked_range(copy.to, copy.bytes, TO);
  Allocation* from = checked_range(copy.from, copy.bytes, FROM);
  if (!to || !from) return ILLEGAL_ADDRESS;
  const size_t into = to->offset_of(copy.to), out = from->offset_of(copy.from);
  check_order(*from, out, copy.bytes, false, FROM);
  check_order(*to, into, copy.bytes, true, TO);
  if (to->written && from->written) {
    std::memmove(to->written + into, from->written + out, copy.bytes);
  } else {
    to->mark_written(into, copy.bytes);
  }
  std::memmove(copy.to, copy.from, copy.bytes);
  return SUCCESS;
}

int run_copy(const Copy& copy) {
  if (copy.direction == Direction::ON_DEVICE) return copy_on_device(copy);
  const bool reachable = copy.direction == Direction::TO_DEVICE
                             ? check_write(copy.to, copy.bytes, TO)
                             : check_read(copy.from, copy.bytes, FROM);
  if (!reachable) return ILLEGAL_ADDRESS;
  if (copy.direction == Direction::TO_DEVICE) deliver_into(copy.from, copy.bytes);
  std::memcpy(copy.to, copy.from, copy.bytes);
  return SUCCESS;
}

Work work_of(const Copy& copy) {
  Work work;
  switch (copy.direction) {
    case Direction::TO_DEVICE: work.counter = Counter::COPIES_TO_DEVICE; break;
    case Direction::TO_HOST: work.counter = Counter::COPIES_TO_HOST; break;
    default: work.counter = Counter::COPIES_ON_DEVICE; break;
  }
  const char* names[] = {"to the device", "to the host", "on the device"};
  work.what = format("copy of %zu bytes %s", copy.bytes, names[static_cast<int>(copy.direction)]);
  work.bytes = static_cast<long long>(copy.bytes);
  work.run = [copy] { return run_copy(copy); };
  return work;
}

std::function<int()> run_delivery(const Copy& copy, const OperationPointer& operation) {
  const auto delivery = std::make_shared<Delivery>();
  delivery->to = static_cast<uint8_t*>(copy.to);
  delivery->data.resize(copy.bytes);
  watch_destination(operation, delivery);
  return [copy, delivery] {
    const int status = run_copy({delivery->data.data(), copy.from, copy.bytes, copy.direction});
    delivery->arrived = !status;
    return status;
  };
}

// Pinned memory is read and written when the copy runs.
int copy_pinned(const Copy& copy, Stream& stream) {
  Work work = work_of(copy);
  if (copy.direction == Direction::TO_HOST) {
    work.prepare = [copy](const OperationPointer& operation) {
      return run_delivery(copy, operation);
    };
  } else {
    work.prepare = [copy](const OperationPointer& operation) -> std::function<int()> {
      watch_source(operation, copy.from, copy.bytes);
      return [copy] { return run_copy(copy); };
    };
  }
  return submit(stream, work);
}

// Other memory is read when the copy is queued; a copy to it is waited for.
int copy_pageable(const Copy& copy, Stream& stream) {
  Work work = work_of(copy);
  if (stream.capture) return submit(stream, work);
  if (copy.direction == Direction::TO_DEVICE) {
    const auto* from = static_cast<const uint8_t*>(copy.from);
    const auto staged = std::make_shared<std::vector<uint8_t>>(from, from + copy.bytes);
    work.run = [copy, staged] {
      return run_copy({copy.to, staged->data(), copy.bytes, copy.direction});
    };
    return submit(stream, work);
  }
  count(Counter::IMPLICIT_SYNCHRONIZATIONS);
  OperationPointer made;
  const int status = submit(stream, work, {}, &made);
  wait_for(made);
  return status ? status : sticky_error();
}

}  // namespace

int copy_now(const Copy& copy) {
  if (!copy.bytes) return SUCCESS;
  if (!valid(copy)) return INVALID_VALUE;
  OperationPointer made;
  const int status = submit(default_stream(), work_of(copy), {}, &made);
  if (copy.direction == Direction::ON_DEVICE || status) return status;
  count(Counter::IMPLICIT_SYNCHRONIZATIONS);
  wait_for(made);
  return sticky_error();
}

int copy_async(const Copy& copy, void* handle) {
  Stream* stream = stream_of(handle);
  if (!stream) return INVALID_HANDLE;
  if (!copy.bytes) return SUCCESS;
  if (!valid(copy)) return INVALID_VALUE;
  if (copy.direction == Direction::ON_DEVICE) return submit(*stream, work_of(copy));
  const void* host = copy.direction == Direction::TO_DEVICE ? copy.from : copy.to;
  return is_pinned(host, copy.bytes) ? copy_pinned(copy, *stream) : copy_pageable(copy, *stream);
}

int fill(DevicePointer at, uint32_t value, unsigned width, size_t count, void* handle) {
  Stream* stream = stream_of(handle);
  if (!stream) return INVALID_HANDLE;
  if (!count) return SUCCESS;
  if (at % width || !checked_range(pointer(at), count * width, "memset")) return INVALID_VALUE;
  Work work;
  work.what = format("memset of %zu bytes", count * width);
  work.counter = Counter::MEMSETS;
  work.run = [=]() -> int {
    if (!check_write(pointer(at), count * width, "memset")) return ILLEGAL_ADDRESS;
    uint8_t* to = static_cast<uint8_t*>(pointer(at));
    for (size_t i = 0; i < count; i++) std::memcpy(to + i * width, &value, width);
    return SUCCESS;
  };
  return submit(*stream, work);
}

}  // namespace emulator
