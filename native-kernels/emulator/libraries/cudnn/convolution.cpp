// Convolutions as matrix products, image by image and group by group.

#include "cudnn/convolution.h"

#include <algorithm>
#include <vector>

#include "cudnn/patches.h"

using library::Panels;
using library::View;

namespace dnn {
namespace {

// Rows that follow each other, or such a matrix turned.
View rows_of(const std::vector<float>& values, size_t columns) {
  return {values.data(), static_cast<ptrdiff_t>(columns), 1};
}

View columns_of(const std::vector<float>& values, size_t columns) {
  return {values.data(), 1, static_cast<ptrdiff_t>(columns)};
}

}  // namespace

void convolve_forward(const ConvolutionShape& shape, const float* x, const float* w, float* y,
                      Blend blend) {
  for (int group = 0; group < shape.how.groups; group++) {
    const Patches patches(shape, group);
    const Panels filter = patches.filter(w);
    std::vector<float> rows(patches.places() * patches.columns());
    std::vector<double> sums(patches.places() * filter.width());
    for (int image = 0; image < shape.batch(); image++) {
      patches.gather(x, image, rows.data());
      std::fill(sums.begin(), sums.end(), 0.0);
      add_product(patches.places(), rows_of(rows, patches.columns()), filter, sums.data());
      patches.write_output(sums.data(), filter.width(), y, image, &blend);
    }
  }
}

void convolve_backward_data(const ConvolutionShape& shape, const float* w, const float* dy,
                            float* dx, Blend blend) {
  for (int group = 0; group < shape.how.groups; group++) {
    const Patches patches(shape, group);
    const Panels filter = patches.filter_transposed(w);
    std::vector<float> rows(patches.places() * patches.outputs());
    std::vector<double> sums(patches.places() * filter.width());
    for (int image = 0; image < shape.batch(); image++) {
      patches.gather_output(dy, image, rows.data());
      std::fill(sums.begin(), sums.end(), 0.0);
      add_product(patches.places(), rows_of(rows, patches.outputs()), filter, sums.data());
      patches.scatter(sums.data(), filter.width(), dx, image, &blend);
    }
  }
}

void convolve_backward_filter(const ConvolutionShape& shape, const float* x, const float* dy,
                              float* dw, Blend blend) {
  for (int group = 0; group < shape.how.groups; group++) {
    const Patches patches(shape, group);
    const size_t outputs = patches.outputs();
    std::vector<float> rows(patches.places() * patches.columns());
    std::vector<float> gradients(patches.places() * outputs);
    Panels right(patches.places(), outputs);
    std::vector<double> sums(patches.columns() * right.width());
    for (int image = 0; image < shape.batch(); image++) {
      patches.gather(x, image, rows.data());
      patches.gather_output(dy, image, gradients.data());
      for (size_t i = 0; i < gradients.size(); i++) {
        right.set(i / outputs, i % outputs, gradients[i]);
      }
      add_product(patches.columns(), columns_of(rows, patches.columns()), right, sums.data());
    }
    patches.write_filter(sums.data(), right.width(), dw, &blend);
  }
}

}  // namespace dnn
