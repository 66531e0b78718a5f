// Text for reports.

#include "common/text.h"

#include <cstdarg>
#include <cstdio>

namespace library {

std::string text(const char* format, ...) {
  va_list counting, writing;
  va_start(counting, format);
  va_copy(writing, counting);
  std::string result(static_cast<size_t>(std::vsnprintf(nullptr, 0, format, counting)), '\0');
  std::vsnprintf(&result[0], result.size() + 1, format, writing);
  va_end(writing);
  va_end(counting);
  return result;
}

}  // namespace library
