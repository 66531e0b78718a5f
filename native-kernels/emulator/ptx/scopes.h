// The registers of a kernel by their names; a block in braces may declare names anew.
#pragma once

#include <cctype>
#include <map>
#include <string>
#include <vector>

#include "ptx/syntax.h"
#include "ptx/tokens.h"

namespace emulator::ptx {

class Scopes {
 public:
  explicit Scopes(Entry& entry) : entry_(entry), scopes_(1) {}

  void open() { scopes_.emplace_back(); }
  void close() { scopes_.pop_back(); }

  // "%r<5>" declares %r0 to %r4, of which those become registers that are used.
  void declare(const std::string& name, Type type, unsigned numbered) {
    scopes_.back().declared[name] = {type, numbered};
  }

  // The number of a register; false where no such name is declared.
  bool find(const std::string& name, unsigned& number) {
    for (size_t i = scopes_.size(); i-- > 0;) {
      Scope& scope = scopes_[i];
      const auto known = scope.registers.find(name);
      if (known != scope.registers.end()) {
        number = known->second;
        return true;
      }
      const Type type = declared_type(scope, name);
      if (type == Type::NONE) continue;
      number = static_cast<unsigned>(entry_.registers.size());
      entry_.registers.push_back({name, type});
      scope.registers[name] = number;
      return true;
    }
    return false;
  }

 private:
  struct Declaration {
    Type type;
    unsigned numbered;  // how many; 0: one without a number
  };
  struct Scope {
    std::map<std::string, Declaration> declared;
    std::map<std::string, unsigned> registers;
  };
  Entry& entry_;
  std::vector<Scope> scopes_;

  static Type declared_type(const Scope& scope, const std::string& name) {
    const auto exact = scope.declared.find(name);
    if (exact != scope.declared.end() && !exact->second.numbered) return exact->second.type;
    size_t digits = name.size();
    while (digits > 1 && std::isdigit(static_cast<unsigned char>(name[digits - 1]))) digits--;
    const auto numbered = scope.declared.find(name.substr(0, digits));
    if (digits == name.size() || numbered == scope.declared.end()) return Type::NONE;
    const bool within = std::stoul(name.substr(digits)) < numbered->second.numbered;
    return within ? numbered->second.type : Type::NONE;
  }
};

}  // namespace emulator::ptx
