// Checks of the device memory that an operation touches, and writing its results.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "cudnn/descriptors.h"

namespace dnn {

// Whether all elements of a tensor may be read, or written; what lies between is not touched.
bool readable(const Tensor& tensor, const float* at, const char* what);
bool writable(const Tensor& tensor, float* at, const char* what);

// Dense memory.
bool readable(size_t count, const float* at, const char* what);
bool writable(size_t count, float* at, const char* what);

// The memory that an operation works in. All of it is overwritten: nothing else survives there.
bool scribble(void* workspace, size_t bytes);

// alpha * value + beta * before, rounded to float. Where the sum is declared to have no fixed
// order, it is rounded up or down by chance, so that repeated runs differ as on the real device;
// sums that are exact stay what they are.
class Blend {
 public:
  Blend(double alpha, double beta) : alpha_(alpha), beta_(beta) {}

  Blend with_noise(uint64_t seed) const {
    Blend noisy = *this;
    noisy.noise_ = seed * 2 + 1;
    return noisy;
  }

  bool reads_before() const { return beta_ != 0; }

  void write(double value, float* to) {
    const double exact = alpha_ * value + (beta_ != 0 ? beta_ * double{*to} : 0.0);
    *to = static_cast<float>(exact);
    if (noise_ != 0 && static_cast<double>(*to) != exact && coin()) {
      *to = std::nextafter(*to, *to < exact ? INFINITY : -INFINITY);
    }
  }

 private:
  bool coin() {
    noise_ ^= noise_ << 13;
    noise_ ^= noise_ >> 7;
    noise_ ^= noise_ << 17;
    return noise_ >> 63;
  }

  double alpha_, beta_;
  uint64_t noise_ = 0;
};

// Whether results may be blended in: read, if beta says so, and written.
bool blendable(const Blend& blend, const Tensor& tensor, float* at, const char* what);
bool blendable(const Blend& blend, size_t count, float* at, const char* what);

}  // namespace dnn
