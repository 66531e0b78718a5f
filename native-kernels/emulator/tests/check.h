// Checks of tests: a failed one tells where and what, and ends the test.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

inline void fail(const char* file, int line, const std::string& text) {
  std::fprintf(stderr, "%s:%d: %s\n", file, line, text.c_str());
  std::exit(1);
}

inline std::string shown(const std::string& value) { return "'" + value + "'"; }
inline std::string shown(const char* value) { return shown(std::string(value)); }
template <class T>
std::string shown(T value) { return std::to_string(value); }

template <class A, class B>
void check_equal(const char* file, int line, const char* what, const A& got, const B& wanted) {
  if (got == wanted) return;
  fail(file, line, std::string(what) + " is " + shown(got) + ", not " + shown(wanted));
}

#define CHECK(CONDITION) \
  if (!(CONDITION)) fail(__FILE__, __LINE__, "not so: " #CONDITION)
#define EQUAL(GOT, WANTED) check_equal(__FILE__, __LINE__, #GOT, GOT, WANTED)

// A test of the program's list, which runs all, or those whose names are its arguments.
struct Test {
  const char* name;
  void (*run)();
};

template <size_t COUNT>
int run_tests(const Test (&tests)[COUNT], int arguments, char** names) {
  for (const Test& test : tests) {
    bool wanted = arguments < 2;
    for (int i = 1; i < arguments; i++) wanted |= std::string(names[i]) == test.name;
    if (!wanted) continue;
    std::printf("%s\n", test.name);
    std::fflush(stdout);
    test.run();
  }
  return 0;
}
