// A convolution as a matrix product: for each place of the output a row with the pixels under the
// filter, tap by tap (height, width) and channel by channel; zeros outside of the image.
#pragma once

#include <vector>

#include "common/product.h"
#include "common/tf32.h"
#include "cudnn/convolution_shape.h"
#include "cudnn/memory.h"

namespace dnn {

// One group of a convolution.
class Patches {
 public:
  Patches(const ConvolutionShape& shape, int group);

  size_t columns() const { return static_cast<size_t>(taps_ * in_); }
  size_t places() const { return static_cast<size_t>(shape_.places()); }
  size_t outputs() const { return static_cast<size_t>(out_); }

  // The rows of one image: places() * columns().
  void gather(const float* x, int image, float* rows) const;

  // Blends the sum of all that rows hold for each pixel into one image.
  void scatter(const double* rows, size_t width, float* dx, int image, Blend* blend) const;

  // The filter as a matrix (columns, outputs), or transposed.
  library::Panels filter(const float* w) const;
  library::Panels filter_transposed(const float* w) const;

  // Blends a matrix of that form (columns, width of at least outputs) into the filter.
  void write_filter(const double* sums, size_t width, float* dw, Blend* blend) const;

  // One image of the output: its rows (places, outputs), reading and writing.
  void gather_output(const float* y, int image, float* rows) const;
  void write_output(const double* rows, size_t width, float* y, int image, Blend* blend) const;

 private:
  template <class Visit>
  void for_each_tap(Visit visit) const;

  size_t filter_offset(int output, int tap, int channel) const;

  const ConvolutionShape& shape_;
  const library::Precision precision_;
  const int in_, out_, taps_;
  const int first_in_, first_out_;
};

}  // namespace dnn
