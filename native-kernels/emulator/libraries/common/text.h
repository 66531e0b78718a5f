// Text for reports.
#pragma once

#include <string>

namespace library {

// As printf writes it.
std::string text(const char* format, ...) __attribute__((format(printf, 1, 2)));

}  // namespace library
