// Tokens of PTX.

#include "ptx/lexer.h"

#include <cctype>
#include <cstdlib>
#include <cstring>

namespace emulator::ptx {
namespace {

bool starts_word(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) || (c && std::strchr("_$%.", c));
}

bool continues_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$' || c == '.';
}

class Lexer {
 public:
  explicit Lexer(const std::string& text) : text_(text) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    while (skip_blank()) tokens.push_back(next());
    tokens.push_back({Token::END, "", 0, line_});
    return tokens;
  }

 private:
  const std::string& text_;
  size_t at_ = 0;
  unsigned line_ = 1;

  char peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void step() {
    if (text_[at_++] == '\n') line_++;
  }

  // Skips blanks and comments; false at the end.
  bool skip_blank() {
    while (at_ < text_.size() && peek()) {
      if (std::isspace(static_cast<unsigned char>(peek()))) {
        step();
      } else if (peek() == '/' && peek(1) == '/') {
        while (peek() && peek() != '\n') step();
      } else if (peek() == '/' && peek(1) == '*') {
        while (peek() && !(peek() == '*' && peek(1) == '/')) step();
        at_ += 2;
      } else {
        return true;
      }
    }
    return false;
  }

  Token next() {
    if (starts_word(peek())) return word();
    if (std::isdigit(static_cast<unsigned char>(peek()))) return number();
    if (peek() == '"') return quoted();
    if (!std::strchr("{}()[]<>,;:+-@!|=", peek())) {
      throw Error(line_, std::string("'") + peek() + "' is not expected here");
    }
    return {Token::MARK, std::string(1, text_[at_++]), 0, line_};
  }

  Token word() {
    const size_t start = at_++;
    while (continues_word(peek()) || (peek() == ':' && peek(1) == ':')) {
      at_ += peek() == ':' ? 2 : 1;
    }
    return {Token::WORD, text_.substr(start, at_ - start), 0, line_};
  }

  Token number() {
    const size_t start = at_;
    while (continues_word(peek())) at_++;
    const std::string digits = text_.substr(start, at_ - start);
    return {Token::NUMBER, digits, value(digits), line_};
  }

  uint64_t value(const std::string& digits) const {
    const char kind = digits.size() > 1 && digits[0] == '0' ? digits[1] : '\0';
    char* end = nullptr;
    uint64_t bits;
    if (kind == 'f' || kind == 'F' || kind == 'd' || kind == 'D') {
      bits = std::strtoull(digits.c_str() + 2, &end, 16);
    } else if (digits.find('.') != std::string::npos) {
      const double real = std::strtod(digits.c_str(), &end);
      std::memcpy(&bits, &real, sizeof bits);
    } else {
      bits = std::strtoull(digits.c_str(), &end, 0);
    }
    if (*end && std::strcmp(end, "U") != 0) throw Error(line_, "'" + digits + "' is no number");
    return bits;
  }

  Token quoted() {
    const size_t start = ++at_;
    while (peek() && peek() != '"') step();
    return {Token::TEXT, text_.substr(start, at_++ - start), 0, line_};
  }
};

}  // namespace

std::vector<Token> tokenize(const std::string& text) { return Lexer(text).run(); }

}  // namespace emulator::ptx
