// The body of a kernel: declarations, labels and statements.

#include "ptx/body.h"

#include "ptx/scopes.h"
#include "ptx/variables.h"

namespace emulator::ptx {
namespace {

class Body {
 public:
  Body(Tokens& tokens, Entry& entry) : tokens_(tokens), entry_(entry), scopes_(entry) {}

  void run() {
    tokens_.expect("{");
    for (int depth = 1; depth;) {
      if (tokens_.at_end()) throw tokens_.unexpected("'}'");
      if (tokens_.take("{")) {
        depth++;
        scopes_.open();
      } else if (tokens_.take("}")) {
        depth--;
        scopes_.close();
      } else {
        item();
      }
    }
  }

 private:
  Tokens& tokens_;
  Entry& entry_;
  Scopes scopes_;

  void item() {
    const std::string& word = tokens_.peek().text;
    if (word[0] == '.') {
      directive();
    } else if (tokens_.peek(1).text == ":") {
      entry_.labels.push_back({tokens_.word(), entry_.statements.size()});
      tokens_.expect(":");
    } else {
      statement();
    }
  }

  void directive() {
    const unsigned line = tokens_.line();
    const std::string word = tokens_.word();
    if (word == ".reg") {
      registers();
    } else if (word == ".shared") {
      entry_.shared.push_back(parse_variable(tokens_));
      tokens_.expect(";");
    } else if (word == ".loc" || word == ".file") {
      while (tokens_.line() == line) tokens_.next();
    } else if (word == ".pragma") {
      while (!tokens_.take(";")) tokens_.next();
    } else {
      throw Error(line, "'" + word + "' is not interpreted in a kernel");
    }
  }

  void registers() {
    const Type type = type_named(tokens_.word().substr(1));
    if (type == Type::NONE) throw tokens_.unexpected("a known type before this");
    do {
      const std::string name = tokens_.word();
      unsigned numbered = 0;
      if (tokens_.take("<")) {
        numbered = static_cast<unsigned>(tokens_.number());
        tokens_.expect(">");
      }
      scopes_.declare(name, type, numbered);
    } while (tokens_.take(","));
    tokens_.expect(";");
  }

  void statement() {
    Statement made;
    made.line = tokens_.line();
    if (tokens_.take("@")) {
      const bool negated = tokens_.take("!");
      made.guard = register_named(tokens_.word());
      made.guard.negated = negated;
    }
    made.opcode = tokens_.word();
    if (!tokens_.sees(";")) {
      do {
        made.operands.push_back(operand());
      } while (tokens_.take(","));
    }
    tokens_.expect(";");
    entry_.statements.push_back(std::move(made));
  }

  Operand register_named(const std::string& name) {
    Operand made;
    made.kind = Operand::REGISTER;
    made.name = name;
    if (!scopes_.find(name, made.number)) {
      throw Error(tokens_.line(), "register '" + name + "' is not declared");
    }
    return made;
  }

  Operand operand() {
    Operand made;
    if (tokens_.take("!")) {
      made = operand();
      made.negated = true;
    } else if (tokens_.take("[")) {
      made.kind = Operand::ADDRESS;
      made.parts.push_back(operand());
      if (made.parts[0].kind != Operand::IMMEDIATE) std::swap(made.bits, made.parts[0].bits);
      tokens_.expect("]");
    } else if (tokens_.take("{")) {
      made.kind = Operand::VECTOR;
      do {
        made.parts.push_back(operand());
      } while (tokens_.take(","));
      tokens_.expect("}");
    } else if (tokens_.peek().kind == Token::NUMBER || tokens_.sees("-")) {
      made.kind = Operand::IMMEDIATE;
      made.bits = tokens_.number();
    } else {
      made = named();
    }
    return made;
  }

  // A register, perhaps with a second one, a symbol, either with an offset, or "_".
  Operand named() {
    const std::string name = tokens_.word();
    Operand made;
    if (name == "_") return made;
    made.name = name;
    made.kind = Operand::SYMBOL;
    if (scopes_.find(name, made.number)) made.kind = Operand::REGISTER;
    if (tokens_.take("|")) made.parts.push_back(register_named(tokens_.word()));
    if (tokens_.take("+") || tokens_.sees("-")) made.bits = tokens_.number();
    return made;
  }
};

}  // namespace

void parse_body(Tokens& tokens, Entry& entry) { Body(tokens, entry).run(); }

}  // namespace emulator::ptx
