// Descriptors for the tests of cuDNN, and elements of tensors by their indices.
#pragma once

#include <array>
#include <vector>

#include "check.h"
#include "cudnn/api.h"

constexpr float ONE = 1, ZERO = 0;

struct TensorOf {
  dnn::Tensor* descriptor;
  std::array<int, 4> dims;
  std::array<int, 4> strides;

  TensorOf(int format, int n, int c, int h, int w) : dims{n, c, h, w} {
    CHECK(cudnnCreateTensorDescriptor(&descriptor) == dnn::SUCCESS);
    CHECK(cudnnSetTensor4dDescriptor(descriptor, format, dnn::FLOAT, n, c, h, w) == dnn::SUCCESS);
    read_strides();
  }

  // With a gap after each image, of as many floats.
  TensorOf with_gap(int gap) const {
    TensorOf other = *this;
    CHECK(cudnnCreateTensorDescriptor(&other.descriptor) == dnn::SUCCESS);
    CHECK(cudnnSetTensor4dDescriptorEx(other.descriptor, dnn::FLOAT, dims[0], dims[1], dims[2],
                                       dims[3], strides[0] + gap, strides[1], strides[2],
                                       strides[3]) == dnn::SUCCESS);
    other.read_strides();
    return other;
  }

  size_t at(int n, int c, int h, int w) const {
    return static_cast<size_t>(n * strides[0] + c * strides[1] + h * strides[2] + w * strides[3]);
  }

  size_t floats() const { return at(dims[0] - 1, dims[1] - 1, dims[2] - 1, dims[3] - 1) + 1; }

  template <class Visit>
  void for_each(Visit visit) const {
    for (int n = 0; n < dims[0]; n++) {
      for (int c = 0; c < dims[1]; c++) {
        for (int h = 0; h < dims[2]; h++) {
          for (int w = 0; w < dims[3]; w++) visit(n, c, h, w);
        }
      }
    }
  }

 private:
  void read_strides() {
    int type, d[4];
    CHECK(cudnnGetTensor4dDescriptor(descriptor, &type, d, d + 1, d + 2, d + 3, &strides[0],
                                     &strides[1], &strides[2], &strides[3]) == dnn::SUCCESS);
    CHECK(type == dnn::FLOAT && d[0] == dims[0] && d[3] == dims[3]);
  }
};

struct FilterOf {
  dnn::Filter* descriptor;
  TensorOf layout;  // the same memory as a tensor

  FilterOf(int format, int k, int c, int h, int w) : layout(format, k, c, h, w) {
    CHECK(cudnnCreateFilterDescriptor(&descriptor) == dnn::SUCCESS);
    CHECK(cudnnSetFilter4dDescriptor(descriptor, dnn::FLOAT, format, k, c, h, w) == dnn::SUCCESS);
  }
};

inline dnn::Handle* create_dnn() {
  dnn::Handle* handle;
  CHECK(cudnnCreate(&handle) == dnn::SUCCESS);
  return handle;
}
