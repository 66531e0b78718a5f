// Cuts PTX text into tokens.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace emulator::ptx {

// What is wrong with a module, and where.
struct Error : std::runtime_error {
  Error(unsigned line, const std::string& what)
      : std::runtime_error("line " + std::to_string(line) + ": " + what) {}
};

struct Token {
  enum Kind { WORD, NUMBER, TEXT, MARK, END };
  Kind kind;
  std::string text;    // a word with its dots: "ld.global.f32", "%tid.x", ".reg"; or one mark
  uint64_t bits = 0;   // of a number: two's complement, or as 0f... and 0d... give them
  unsigned line = 0;
};

// Throws Error.
std::vector<Token> tokenize(const std::string& text);

}  // namespace emulator::ptx
