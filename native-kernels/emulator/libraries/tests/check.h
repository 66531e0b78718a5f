// Checks of the unit tests: the first that fails ends the test with its place.
#pragma once

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "fake_device.h"

#define CHECK(condition)                                                   \
  do {                                                                     \
    if (!(condition)) fail(__FILE__, __LINE__, #condition);                \
  } while (false)

// What was reported since the last look contains the text.
#define CHECK_REPORTED(text)                                               \
  do {                                                                     \
    const std::string reports = fake::take_reports();                      \
    if (reports.find(text) == std::string::npos) {                         \
      fail(__FILE__, __LINE__, "reported '" + std::string(text) + "', got '" + reports + "'"); \
    }                                                                      \
  } while (false)

#define CHECK_NOTHING_REPORTED()                                           \
  do {                                                                     \
    const std::string reports = fake::take_reports();                      \
    if (!reports.empty()) fail(__FILE__, __LINE__, "no report, got " + reports); \
  } while (false)

#define CHECK_NEAR(actual, expected, tolerance)                            \
  check_near(__FILE__, __LINE__, actual, expected, tolerance)

[[noreturn]] inline void fail(const char* file, int line, const std::string& what) {
  std::fprintf(stderr, "%s:%d: expected: %s\n", file, line, what.c_str());
  std::exit(1);
}

// Relative to the expected value where that is above one.
inline void check_near(const char* file, int line, double actual, double expected,
                       double tolerance) {
  const double difference = std::fabs(actual - expected);
  if (difference <= tolerance * std::fmax(1, std::fabs(expected))) return;
  fail(file, line, std::to_string(expected) + ", got " + std::to_string(actual));
}

constexpr double ROUNDING = 1e-7;  // of a float
constexpr float NOT_A_NUMBER = NAN;

// Numbers between -1 and 1, the same for the same seed.
inline std::vector<float> random_floats(size_t count, unsigned seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<float> uniform(-1, 1);
  std::vector<float> values(count);
  for (float& value : values) value = uniform(generator);
  return values;
}
