// Reads a module: its directives, variables and kernels.

#include "ptx/parser.h"

#include "ptx/body.h"
#include "ptx/tokens.h"
#include "ptx/variables.h"

namespace emulator::ptx {
namespace {

class Parser {
 public:
  explicit Parser(const std::string& text) : tokens_(tokenize(text)) {}

  Module run() {
    while (!tokens_.at_end()) {
      const unsigned line = tokens_.line();
      directive(tokens_.word(), line);
    }
    if (!module_.version) throw Error(tokens_.line(), "'.version' is missing");
    return std::move(module_);
  }

 private:
  Tokens tokens_;
  Module module_;

  void directive(const std::string& word, unsigned line) {
    if (word == ".version") {
      version();
    } else if (word == ".target") {
      target();
    } else if (word == ".address_size") {
      if (tokens_.number() != 64) throw Error(line, "only addresses of 64 bits are interpreted");
    } else if (word == ".visible" || word == ".extern" || word == ".weak") {
      return;
    } else if (word == ".global" || word == ".const") {
      variable(module_.globals);
    } else if (word == ".shared") {
      variable(module_.shared);
    } else if (word == ".entry") {
      entry(line);
    } else if (word == ".file") {
      while (tokens_.line() == line) tokens_.next();
    } else if (word == ".section") {
      tokens_.skip_block();
    } else if (word == ".func") {
      throw Error(line, "functions are not interpreted; everything must be inlined");
    } else {
      throw Error(line, "'" + word + "' is not interpreted");
    }
  }

  void version() {
    const std::string text = tokens_.next().text;
    const size_t dot = text.find('.');
    if (dot == std::string::npos) throw tokens_.unexpected("a version");
    const unsigned long number = std::stoul(text) * 10 + std::stoul(text.substr(dot + 1));
    module_.version = static_cast<unsigned>(number);
  }

  void target() {
    const std::string text = tokens_.word();
    if (text.compare(0, 3, "sm_") != 0) throw tokens_.unexpected("'sm_...'");
    module_.target = static_cast<unsigned>(std::stoul(text.substr(3)));
    while (tokens_.take(",")) tokens_.word();
  }

  void variable(std::vector<Variable>& to) {
    to.push_back(parse_variable(tokens_));
    tokens_.expect(";");
  }

  void entry(unsigned line) {
    Entry made;
    made.line = line;
    made.name = tokens_.word();
    if (tokens_.take("(")) parameters(made);
    while (!tokens_.sees("{")) bound(made);
    parse_body(tokens_, made);
    module_.entries.push_back(std::move(made));
  }

  void parameters(Entry& entry) {
    while (!tokens_.take(")")) {
      tokens_.expect(".param");
      entry.parameters.push_back(parse_variable(tokens_));
      tokens_.take(",");
    }
  }

  // A directive between the parameters and the body.
  void bound(Entry& entry) {
    const unsigned line = tokens_.line();
    const std::string word = tokens_.word();
    if (word[0] != '.') throw Error(line, "'" + word + "' is not expected before a kernel's body");
    std::vector<unsigned> numbers;
    do {
      if (tokens_.peek().kind == Token::NUMBER) {
        numbers.push_back(static_cast<unsigned>(tokens_.number()));
      }
    } while (tokens_.take(","));
    if (word == ".reqntid" || word == ".maxntid") {
      entry.most_threads = 1;
      for (const unsigned number : numbers) entry.most_threads *= number;
    }
    if (word != ".reqntid") return;
    for (size_t i = 0; i < 3; i++) entry.required[i] = i < numbers.size() ? numbers[i] : 1;
  }
};

}  // namespace

Module parse(const std::string& text) { return Parser(text).run(); }

}  // namespace emulator::ptx
