// Walking through the tokens of a module.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "ptx/lexer.h"

namespace emulator::ptx {

class Tokens {
 public:
  explicit Tokens(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  const Token& peek(size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  bool at_end() const { return peek().kind == Token::END; }
  bool sees(const char* text) const { return peek().text == text && peek().kind != Token::TEXT; }
  unsigned line() const { return peek().line; }

  Token next() {
    const Token token = peek();
    if (at_ + 1 < tokens_.size()) at_++;
    return token;
  }

  bool take(const char* text) {
    if (!sees(text)) return false;
    next();
    return true;
  }

  void expect(const char* text) {
    if (!take(text)) throw unexpected(std::string("'") + text + "'");
  }

  std::string word() {
    if (peek().kind != Token::WORD) throw unexpected("a name");
    return next().text;
  }

  // With its sign.
  uint64_t number() {
    const bool negative = take("-");
    if (peek().kind != Token::NUMBER) throw unexpected("a number");
    const uint64_t bits = next().bits;
    return negative ? 0 - bits : bits;
  }

  // Passes over a block in braces.
  void skip_block() {
    while (!at_end() && !sees("{")) next();
    int depth = 0;
    do {
      if (sees("{")) depth++;
      if (sees("}")) depth--;
      next();
    } while (depth && !at_end());
  }

  Error unexpected(const std::string& wanted) const {
    const std::string got = at_end() ? "the end" : "'" + peek().text + "'";
    return Error(line(), wanted + " was expected, but " + got + " is there");
  }

 private:
  std::vector<Token> tokens_;
  size_t at_ = 0;
};

}  // namespace emulator::ptx
