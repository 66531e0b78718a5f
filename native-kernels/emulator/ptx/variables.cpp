// Declarations of variables and parameters.

#include "ptx/variables.h"

namespace emulator::ptx {
namespace {

size_t element_bytes(const Variable& variable) { return bits_of(variable.type) / 8; }

void parse_attributes(Tokens& tokens, Variable& variable) {
  while (tokens.peek().text[0] == '.') {
    const std::string word = tokens.word();
    const Type type = type_named(word.substr(1));
    if (word == ".align") {
      variable.align = tokens.number();
    } else if (type != Type::NONE) {
      variable.type = type;
    } else if (word != ".ptr" && word != ".global" && word != ".shared" && word != ".const") {
      throw Error(variable.line, "'" + word + "' is not interpreted in a declaration");
    }
  }
  if (element_bytes(variable) == 0) throw tokens.unexpected("a type");
  if (!variable.align) variable.align = element_bytes(variable);
}

// "[2][3]", "[]", or nothing.
size_t parse_elements(Tokens& tokens) {
  size_t elements = 1;
  while (tokens.take("[")) {
    elements *= tokens.sees("]") ? 0 : tokens.number();
    tokens.expect("]");
  }
  return elements;
}

void parse_initial(Tokens& tokens, Variable& variable) {
  if (tokens.take("{")) {
    while (!tokens.take("}")) {
      parse_initial(tokens, variable);
      tokens.take(",");
    }
    return;
  }
  const uint64_t bits = tokens.number();
  for (size_t i = 0; i < element_bytes(variable); i++) {
    variable.initial.push_back(static_cast<uint8_t>(bits >> 8 * i));
  }
}

}  // namespace

Variable parse_variable(Tokens& tokens) {
  Variable variable;
  variable.line = tokens.line();
  parse_attributes(tokens, variable);
  variable.name = tokens.word();
  variable.bytes = parse_elements(tokens) * element_bytes(variable);
  if (tokens.take("=")) parse_initial(tokens, variable);
  if (variable.initial.size() > variable.bytes) {
    throw Error(variable.line, "the initial value of '" + variable.name + "' is too long");
  }
  return variable;
}

}  // namespace emulator::ptx
