// Decodes the statements of a kernel.

#include "ptx/decoder.h"

#include <algorithm>
#include <set>

#include "ptx/decoding.h"

namespace emulator::ptx {
namespace {

const Decoders& decoders() {
  static const Decoders& all = *[] {
    auto* made = new Decoders();
    for (const auto add : {add_integer, add_logic, add_bits, add_floating, add_comparison,
                           add_conversion, add_moves, add_memory, add_atomic, add_warp}) {
      add(*made);
    }
    return made;
  }();
  return all;
}

size_t aligned(size_t offset, size_t align) { return (offset + align - 1) / align * align; }

void add_names(const Operand& operand, std::set<std::string>& names) {
  names.insert(operand.name);
  for (const Operand& part : operand.parts) add_names(part, names);
}

class KernelDecoder {
 public:
  KernelDecoder(const Module& module, const Entry& entry, Symbols symbols)
      : module_(module), entry_(entry), symbols_(std::move(symbols)) {}

  Program run() {
    program_.name = entry_.name;
    program_.most_threads = entry_.most_threads;
    std::copy(entry_.required, entry_.required + 3, program_.required);
    add_parameters();
    add_shared();
    statements();
    return std::move(program_);
  }

 private:
  const Module& module_;
  const Entry& entry_;
  Symbols symbols_;
  Program program_;
  std::vector<std::pair<size_t, const Statement*>> branches_;

  void add_parameters() {
    size_t offset = 0;
    for (const Variable& parameter : entry_.parameters) {
      offset = aligned(offset, parameter.align);
      symbols_[parameter.name] = {Space::PARAMETER, offset};
      program_.parameters.push_back({offset, parameter.bytes});
      offset += parameter.bytes;
    }
    program_.parameter_bytes = offset;
  }

  // Its own shared variables and those of the module that it names; dynamic memory comes last.
  void add_shared() {
    std::set<std::string> names;
    for (const Statement& statement : entry_.statements) {
      for (const Operand& operand : statement.operands) add_names(operand, names);
    }
    std::vector<Variable> shared = entry_.shared;
    for (const Variable& variable : module_.shared) {
      if (names.count(variable.name)) shared.push_back(variable);
    }
    std::stable_partition(shared.begin(), shared.end(),
                          [](const Variable& variable) { return variable.bytes > 0; });
    size_t offset = 0;
    for (const Variable& variable : shared) {
      offset = aligned(offset, variable.align);
      symbols_[variable.name] = {Space::SHARED, offset};
      offset += variable.bytes;
    }
    program_.shared_bytes = offset;
  }

  void statements() {
    Registers registers(entry_, program_);
    std::vector<uint32_t> starts;
    for (const Statement& statement : entry_.statements) {
      starts.push_back(static_cast<uint32_t>(program_.code.size()));
      decode_statement(statement, registers);
    }
    starts.push_back(static_cast<uint32_t>(program_.code.size()));
    end(registers);
    resolve(starts);
  }

  void decode_statement(const Statement& statement, Registers& registers) {
    Decoding decoding(statement, registers, symbols_, program_.code);
    const std::string& opcode = decoding.opcode();
    if (opcode == "bra") {
      decoding.ignore({"uni"});
      decoding.finish(1);
      branches_.push_back({program_.code.size(), &statement});
      decoding.emit(nullptr, {}).flow = Flow::BRANCH;
      return;
    }
    const auto found = decoders().find(opcode);
    if (found == decoders().end()) throw decoding.error("the instruction is not interpreted");
    found->second(decoding);
  }

  // Beyond the last statement a thread returns.
  void end(Registers& registers) {
    Statement last;
    last.opcode = "ret";
    Decoding(last, registers, symbols_, program_.code).emit(nullptr, {}).flow = Flow::EXIT;
  }

  void resolve(const std::vector<uint32_t>& starts) {
    std::map<std::string, uint32_t> places;
    for (const Label& label : entry_.labels) {
      if (!places.insert({label.name, starts[label.statement]}).second) {
        throw Error(entry_.line, "label '" + label.name + "' is there twice");
      }
    }
    for (const auto& branch : branches_) {
      const std::string& name = branch.second->operands[0].name;
      const auto place = places.find(name);
      if (place == places.end()) {
        throw Error(branch.second->line, "there is no label '" + name + "'");
      }
      program_.code[branch.first].target = place->second;
    }
  }
};

}  // namespace

Program decode(const Module& module, const Entry& entry, Symbols symbols) {
  return KernelDecoder(module, entry, std::move(symbols)).run();
}

}  // namespace emulator::ptx
