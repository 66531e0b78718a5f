// Gathering and scattering patches of images.

#include "cudnn/patches.h"

#include <algorithm>

namespace dnn {

Patches::Patches(const ConvolutionShape& shape, int group)
    : shape_(shape),
      precision_(shape.how.tf32()),
      in_(shape.in_per_group()),
      out_(shape.out_per_group()),
      taps_(shape.taps()),
      first_in_(group * in_),
      first_out_(group * out_) {}

// For each place and tap: the number of the pair, and the pixel, or -1 where it is outside.
template <class Visit>
void Patches::for_each_tap(Visit visit) const {
  const ConvolutionShape& s = shape_;
  size_t number = 0;
  for (int p = 0; p < s.out_height(); p++) {
    for (int q = 0; q < s.out_width(); q++) {
      for (int tap = 0; tap < taps_; tap++, number++) {
        const int y = p * s.how.stride[0] - s.how.pad[0] +
                      tap / s.filter_width() * s.how.dilation[0];
        const int x = q * s.how.stride[1] - s.how.pad[1] +
                      tap % s.filter_width() * s.how.dilation[1];
        const bool inside = y >= 0 && y < s.height() && x >= 0 && x < s.width();
        visit(number, inside ? y : -1, x);
      }
    }
  }
}

void Patches::gather(const float* x, int image, float* rows) const {
  const int* strides = shape_.x.strides;
  const float* from = x + static_cast<ptrdiff_t>(image) * strides[0] +
                      static_cast<ptrdiff_t>(first_in_) * strides[1];
  for_each_tap([&](size_t number, int row, int column) {
    float* to = rows + number * static_cast<size_t>(in_);
    if (row < 0) {
      std::fill(to, to + in_, 0.0f);
      return;
    }
    const float* pixel = from + static_cast<ptrdiff_t>(row) * strides[2] +
                         static_cast<ptrdiff_t>(column) * strides[3];
    for (int c = 0; c < in_; c++) to[c] = precision_(pixel[c * ptrdiff_t{strides[1]}]);
  });
}

void Patches::scatter(const double* rows, size_t width, float* dx, int image,
                      Blend* blend) const {
  const size_t pixels = static_cast<size_t>(shape_.height()) * shape_.width();
  std::vector<double> sums(pixels * in_);
  for_each_tap([&](size_t number, int row, int column) {
    if (row < 0) return;
    const double* from = rows + number / taps_ * width + number % taps_ * in_;
    double* to = &sums[(static_cast<size_t>(row) * shape_.width() + column) * in_];
    for (int c = 0; c < in_; c++) to[c] += from[c];
  });
  const int* strides = shape_.x.strides;
  float* image_at = dx + static_cast<ptrdiff_t>(image) * strides[0];
  for (size_t pixel = 0; pixel < pixels; pixel++) {
    float* to = image_at + static_cast<ptrdiff_t>(pixel / shape_.width()) * strides[2] +
                static_cast<ptrdiff_t>(pixel % shape_.width()) * strides[3];
    for (int c = 0; c < in_; c++) {
      blend->write(sums[pixel * in_ + c], to + static_cast<ptrdiff_t>(first_in_ + c) * strides[1]);
    }
  }
}

// A true convolution turns the filter by 180 degrees.
size_t Patches::filter_offset(int output, int tap, int channel) const {
  const bool nhwc = shape_.w.format == NHWC;
  const int place = shape_.how.mode == CONVOLUTION ? taps_ - 1 - tap : tap;
  const int in_filter = nhwc ? place * in_ + channel : channel * taps_ + place;
  return static_cast<size_t>(first_out_ + output) * columns() + static_cast<size_t>(in_filter);
}

library::Panels Patches::filter(const float* w) const {
  library::Panels matrix(columns(), outputs());
  for (int k = 0; k < out_; k++) {
    for (int tap = 0; tap < taps_; tap++) {
      for (int c = 0; c < in_; c++) {
        matrix.set(static_cast<size_t>(tap * in_ + c), static_cast<size_t>(k),
                   precision_(w[filter_offset(k, tap, c)]));
      }
    }
  }
  return matrix;
}

library::Panels Patches::filter_transposed(const float* w) const {
  library::Panels matrix(outputs(), columns());
  for (int k = 0; k < out_; k++) {
    for (int tap = 0; tap < taps_; tap++) {
      for (int c = 0; c < in_; c++) {
        matrix.set(static_cast<size_t>(k), static_cast<size_t>(tap * in_ + c),
                   precision_(w[filter_offset(k, tap, c)]));
      }
    }
  }
  return matrix;
}

void Patches::write_filter(const double* sums, size_t width, float* dw, Blend* blend) const {
  for (int k = 0; k < out_; k++) {
    for (int tap = 0; tap < taps_; tap++) {
      for (int c = 0; c < in_; c++) {
        blend->write(sums[static_cast<size_t>(tap * in_ + c) * width + k],
                     dw + filter_offset(k, tap, c));
      }
    }
  }
}

void Patches::gather_output(const float* y, int image, float* rows) const {
  const int* strides = shape_.y.strides;
  const float* from = y + static_cast<ptrdiff_t>(image) * strides[0] +
                      static_cast<ptrdiff_t>(first_out_) * strides[1];
  for (int p = 0; p < shape_.out_height(); p++) {
    for (int q = 0; q < shape_.out_width(); q++) {
      const float* place = from + static_cast<ptrdiff_t>(p) * strides[2] +
                           static_cast<ptrdiff_t>(q) * strides[3];
      for (int k = 0; k < out_; k++) *rows++ = precision_(place[k * ptrdiff_t{strides[1]}]);
    }
  }
}

void Patches::write_output(const double* rows, size_t width, float* y, int image,
                           Blend* blend) const {
  const int* strides = shape_.y.strides;
  float* to = y + static_cast<ptrdiff_t>(image) * strides[0] +
              static_cast<ptrdiff_t>(first_out_) * strides[1];
  for (int p = 0; p < shape_.out_height(); p++) {
    for (int q = 0; q < shape_.out_width(); q++, rows += width) {
      float* place = to + static_cast<ptrdiff_t>(p) * strides[2] +
                     static_cast<ptrdiff_t>(q) * strides[3];
      for (int k = 0; k < out_; k++) blend->write(rows[k], place + k * ptrdiff_t{strides[1]});
    }
  }
}

}  // namespace dnn
