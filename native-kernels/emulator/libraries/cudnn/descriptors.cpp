// Sizes and layouts that descriptors describe.

#include "cudnn/descriptors.h"

#include <algorithm>

namespace dnn {

size_t Tensor::elements() const {
  size_t product = 1;
  for (int i = 0; i < rank; i++) product *= static_cast<size_t>(dims[i]);
  return product;
}

size_t Tensor::extent() const {
  size_t last = 0;
  for (int i = 0; i < rank; i++) {
    last += static_cast<size_t>(dims[i] - 1) * static_cast<size_t>(strides[i]);
  }
  return last + 1;
}

bool Tensor::is_packed(Format format) const {
  Tensor packed = *this;
  set_packed_strides(format, &packed);
  return same_strides(*this, packed);
}

void set_packed_strides(Format format, Tensor* tensor) {
  int stride = 1;
  if (format == NHWC) {
    tensor->strides[1] = 1;
    stride = tensor->dims[1];
  }
  for (int i = tensor->rank - 1; i >= 0; i--) {
    if (format == NHWC && i == 1) continue;
    tensor->strides[i] = stride;
    stride *= tensor->dims[i];
  }
}

bool same_dims(const Tensor& a, const Tensor& b) {
  return a.rank == b.rank && std::equal(a.dims, a.dims + a.rank, b.dims);
}

bool same_strides(const Tensor& a, const Tensor& b) {
  for (int i = 0; i < a.rank; i++) {
    if (a.dims[i] > 1 && a.strides[i] != b.strides[i]) return false;
  }
  return true;
}

size_t Filter::elements() const {
  size_t product = 1;
  for (int i = 0; i < rank; i++) product *= static_cast<size_t>(dims[i]);
  return product;
}

}  // namespace dnn
