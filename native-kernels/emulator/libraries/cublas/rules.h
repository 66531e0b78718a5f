// The documented rules for arguments: the first that is broken is kept.
#pragma once

#include <algorithm>
#include <string>

#include "common/text.h"
#include "cublas/handle.h"

namespace blas {

class Rules {
 public:
  explicit Rules(const char* function) : function_(function) {}

  Rules& require(bool holds, const std::string& otherwise) {
    if (!holds && reason_.empty()) reason_ = otherwise;
    return *this;
  }

  Rules& operation(const char* name, int value) {
    return require(value >= AS_IS && value <= CONJUGATED,
                   library::text("%s is no operation: %d", name, value));
  }

  Rules& size(const char* name, int value) {
    return require(value >= 0, library::text("%s is negative: %d", name, value));
  }

  // A leading dimension covers the rows of its matrix.
  Rules& leading(const char* name, int value, int rows) {
    return require(value >= std::max(1, rows),
                   library::text("%s is %d, at least %d expected", name, value,
                                 std::max(1, rows)));
  }

  bool broken() const { return !reason_.empty(); }

  int refused() const { return refuse(INVALID_VALUE, function_, reason_); }

 private:
  const char* function_;
  std::string reason_;
};

}  // namespace blas
