// Loads and stores.

#include <cstring>

#include "execution/block.h"
#include "execution/dispatch.h"
#include "execution/reach.h"

namespace emulator::ptx {
namespace {

// One value, or COUNT side by side, for each lane.
template <class T, unsigned COUNT>
void load(Warp& warp, const Instruction& i, Mask lanes) {
  constexpr size_t BYTES = sizeof(T) * COUNT;
  const uint8_t* first =
      lanes == ALL_LANES ? reach_together(warp, i, BYTES, Touch::READ) : nullptr;
  if (first && COUNT == 1) {
    std::memcpy(warp.at<T>(i.at[0]), first, LANES * BYTES);
    return;
  }
  for (; lanes; lanes &= lanes - 1) {
    const unsigned lane = first_lane(lanes);
    const uint8_t* from = first ? first + lane * BYTES : reach(warp, i, lane, BYTES, Touch::READ);
    for (unsigned k = 0; k < COUNT; k++) {
      std::memcpy(warp.at<T>(i.at[k]) + lane, from + k * sizeof(T), sizeof(T));
    }
  }
}

template <class T, unsigned COUNT>
void store(Warp& warp, const Instruction& i, Mask lanes) {
  constexpr size_t BYTES = sizeof(T) * COUNT;
  uint8_t* first = lanes == ALL_LANES ? reach_together(warp, i, BYTES, Touch::WRITE) : nullptr;
  if (first && COUNT == 1) {
    std::memcpy(first, warp.at<T>(i.at[0]), LANES * BYTES);
    return;
  }
  for (; lanes; lanes &= lanes - 1) {
    const unsigned lane = first_lane(lanes);
    uint8_t* to = first ? first + lane * BYTES : reach(warp, i, lane, BYTES, Touch::WRITE);
    for (unsigned k = 0; k < COUNT; k++) {
      std::memcpy(to + k * sizeof(T), warp.at<T>(i.at[k]) + lane, sizeof(T));
    }
  }
}

// A parameter at a place that the text names.
template <class T>
void load_parameter(Warp& warp, const Instruction& i, Mask lanes) {
  T value;
  std::memcpy(&value, warp.block.launch.parameters.data() + i.immediate, sizeof value);
  T* to = warp.at<T>(i.at[0]);
  each_lane(lanes, [&](unsigned lane) { to[lane] = value; });
}

struct Handlers {
  Handler one, two, four;
};

template <class T>
constexpr Handlers LOAD = {load<T, 1>, load<T, 2>, load<T, 4>};
template <class T>
constexpr Handlers STORE = {store<T, 1>, store<T, 2>, store<T, 4>};

Handler handler(bool loads, unsigned bits, unsigned count) {
  const Handlers& found = bits == 8    ? loads ? LOAD<uint8_t> : STORE<uint8_t>
                          : bits == 16 ? loads ? LOAD<uint16_t> : STORE<uint16_t>
                          : bits == 32 ? loads ? LOAD<uint32_t> : STORE<uint32_t>
                                       : loads ? LOAD<uint64_t> : STORE<uint64_t>;
  return count == 1 ? found.one : count == 2 ? found.two : found.four;
}

Handler parameter_handler(unsigned bits) {
  switch (bits) {
    case 8: return load_parameter<uint8_t>;
    case 16: return load_parameter<uint16_t>;
    case 32: return load_parameter<uint32_t>;
    default: return load_parameter<uint64_t>;
  }
}

// What every access has: its space, type and how many values; how it is cached does not matter.
struct Form {
  Space space;
  Type type;
  unsigned count;
};

Form take_form(Decoding& in) {
  in.ignore({"volatile", "relaxed", "weak", "acquire", "release", "cta", "gpu", "sys", "nc", "ca",
             "cg", "cs", "lu", "cv", "wb", "wt", "L1::evict_first", "L1::evict_last",
             "L1::no_allocate", "L1::evict_normal", "L1::evict_unchanged", "L2::64B", "L2::128B",
             "L2::256B"});
  const int space = in.take_one({"global", "const", "shared", "shared::cta", "param"});
  const int vector = in.take_one({"v2", "v4"});
  const Type type = in.take_type();
  return {space < 0   ? Space::GENERIC
          : space < 2 ? Space::GLOBAL
          : space < 4 ? Space::SHARED
                      : Space::PARAMETER,
          type, vector < 0 ? 1u : vector == 0 ? 2u : 4u};
}

const Operand& value_at(const Decoding& in, const Operand& operand, const Form& form, unsigned k) {
  if (form.count == 1) return operand;
  if (operand.kind != Operand::VECTOR || operand.parts.size() != form.count) {
    throw in.error("a vector of " + std::to_string(form.count) + " was expected");
  }
  return operand.parts[k];
}

void set_address(Instruction& made, const Decoding::Address& address, Space space) {
  made.address = address.place;
  made.wide_address = address.wide;
  made.immediate = static_cast<int64_t>(address.added);
  made.space = space;
}

// Whether every value has a register of the type's width.
bool all_exact(const Decoding& in, const Operand& operand, const Form& form) {
  for (unsigned k = 0; k < form.count; k++) {
    const Operand& value = value_at(in, operand, form, k);
    const bool sized = value.kind == Operand::REGISTER;
    if (sized && in.bits_of_register(value) != bits_of(form.type)) return false;
  }
  return true;
}

// The part of a vector access that is an access of one value.
Decoding::Address part_of(Decoding::Address address, const Form& form, unsigned k) {
  address.added += k * bits_of(form.type) / 8;
  return address;
}

void emit_load(Decoding& in, const Form& form, const Decoding::Address& address,
               const uint32_t* to) {
  const unsigned bits = bits_of(form.type);
  if (form.space != Space::PARAMETER || !address.fixed) {
    Instruction& made = in.emit(handler(true, bits, form.count), {to[0], to[1], to[2], to[3]});
    return set_address(made, address, form.space);
  }
  for (unsigned k = 0; k < form.count; k++) {
    const uint64_t offset = address.value + part_of(address, form, k).added;
    in.emit(parameter_handler(bits), {to[k]}).immediate = static_cast<int64_t>(offset);
  }
}

// A value whose register is wider than what is loaded.
void emit_wide_load(Decoding& in, const Form& form, const Decoding::Address& address,
                    const Operand& value) {
  const unsigned width = in.bits_of_register(value);
  const uint32_t narrow[4] = {in.scratch(0), NOWHERE, NOWHERE, NOWHERE};
  emit_load(in, {form.space, form.type, 1}, address, narrow);
  in.resize(narrow[0], form.type, in.result(value, bits_type(width)), width);
}

void decode_load(Decoding& in) {
  const Form form = take_form(in);
  in.finish(2);
  const Decoding::Address address = in.address(1);
  const Operand& to = in.operand(0);
  if (all_exact(in, to, form)) {
    uint32_t places[4] = {NOWHERE, NOWHERE, NOWHERE, NOWHERE};
    for (unsigned k = 0; k < form.count; k++) {
      places[k] = in.result(value_at(in, to, form, k), bits_type(bits_of(form.type)));
    }
    return emit_load(in, form, address, places);
  }
  for (unsigned k = 0; k < form.count; k++) {
    emit_wide_load(in, form, part_of(address, form, k), value_at(in, to, form, k));
  }
}

void decode_store(Decoding& in) {
  const Form form = take_form(in);
  in.finish(2);
  const unsigned bits = bits_of(form.type);
  const Decoding::Address address = in.address(0);
  const Operand& from = in.operand(1);
  if (all_exact(in, from, form)) {
    uint32_t places[4] = {NOWHERE, NOWHERE, NOWHERE, NOWHERE};
    for (unsigned k = 0; k < form.count; k++) {
      places[k] = in.source(value_at(in, from, form, k), bits_type(bits));
    }
    Instruction& made =
        in.emit(handler(false, bits, form.count), {places[0], places[1], places[2], places[3]});
    return set_address(made, address, form.space);
  }
  for (unsigned k = 0; k < form.count; k++) {
    const Operand& value = value_at(in, from, form, k);
    const Type held = bits_type(in.bits_of_register(value));
    in.resize(in.source(value, held), held, in.scratch(0), bits);
    set_address(in.emit(handler(false, bits, 1), {in.scratch(0)}), part_of(address, form, k),
                form.space);
  }
}

}  // namespace

void add_memory(Decoders& decoders) {
  decoders["ld"] = decode_load;
  decoders["ldu"] = decode_load;
  decoders["st"] = decode_store;
}

}  // namespace emulator::ptx
