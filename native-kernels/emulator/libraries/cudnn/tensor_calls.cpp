// Tensor descriptors.

#include <algorithm>
#include <climits>

#include "common/text.h"
#include "cudnn/api.h"
#include "cudnn/create.h"

using library::text;

namespace dnn {
namespace {

size_t bytes_of(int type) {
  switch (type) {
    case DOUBLE:
    case 10:  // int64
      return 8;
    case FLOAT:
    case INT32:
      return 4;
    case HALF:
    case 9:  // bfloat16
      return 2;
    default:
      return 1;
  }
}

// Rules that all ways of setting share; sets the descriptor if they hold.
int set(Rules* rules, Tensor* tensor, const Tensor& value) {
  rules->object(tensor, "tensorDesc");
  rules->parameter(is_data_type(value.type), text("no such data type: %d", value.type));
  for (int i = 0; i < value.rank; i++) {
    rules->parameter(value.dims[i] > 0, text("dimension %d is %d", i, value.dims[i]));
  }
  for (int i = 0; i < value.rank; i++) {
    rules->parameter(value.strides[i] > 0, text("stride %d is %d", i, value.strides[i]));
  }
  if (rules->broken()) return rules->refused();
  rules->supported(value.extent() <= INT_MAX, "the tensor has more than 2^31 - 1 elements");
  if (rules->broken()) return rules->refused();
  *tensor = value;
  return SUCCESS;
}

// As `set`, of a dense tensor.
int set_packed(Rules* rules, Tensor* tensor, int format, Tensor value) {
  rules->parameter(format >= NCHW && format <= NCHW_VECT_C, text("no such format: %d", format));
  rules->supported(format != NCHW_VECT_C, "vectors of channels are not emulated");
  long long elements = 1;
  for (int i = 0; i < value.rank; i++) {
    if (value.dims[i] > 0 && elements <= INT_MAX) elements *= value.dims[i];
  }
  rules->supported(elements <= INT_MAX, "the tensor has more than 2^31 - 1 elements");
  if (rules->broken()) return rules->refused();
  set_packed_strides(static_cast<Format>(format), &value);
  return set(rules, tensor, value);
}

Rules& check_rank(Rules* rules, int rank) {
  return rules->supported(rank >= 4 && rank <= MOST_DIMENSIONS,
                          text("%d dimensions, 4 to 8 are supported", rank));
}

}  // namespace
}  // namespace dnn

using namespace dnn;

int cudnnCreateTensorDescriptor(Tensor** tensor) { return create(tensor, __func__); }

int cudnnDestroyTensorDescriptor(Tensor* tensor) { return destroy(tensor, __func__); }

int cudnnSetTensor4dDescriptor(Tensor* tensor, int format, int type, int n, int c, int h, int w) {
  Rules rules(__func__);
  return set_packed(&rules, tensor, format, {type, 4, {n, c, h, w}, {}});
}

int cudnnSetTensor4dDescriptorEx(Tensor* tensor, int type, int n, int c, int h, int w,
                                 int n_stride, int c_stride, int h_stride, int w_stride) {
  Rules rules(__func__);
  return set(&rules, tensor, {type, 4, {n, c, h, w}, {n_stride, c_stride, h_stride, w_stride}});
}

int cudnnSetTensorNdDescriptor(Tensor* tensor, int type, int rank, const int dims[],
                               const int strides[]) {
  Rules rules(__func__);
  rules.pointer(dims, "dimA").pointer(strides, "strideA");
  if (check_rank(&rules, rank).broken()) return rules.refused();
  Tensor value = {type, rank, {}, {}};
  std::copy(dims, dims + rank, value.dims);
  std::copy(strides, strides + rank, value.strides);
  return set(&rules, tensor, value);
}

int cudnnSetTensorNdDescriptorEx(Tensor* tensor, int format, int type, int rank,
                                 const int dims[]) {
  Rules rules(__func__);
  rules.pointer(dims, "dimA");
  if (check_rank(&rules, rank).broken()) return rules.refused();
  Tensor value = {type, rank, {}, {}};
  std::copy(dims, dims + rank, value.dims);
  return set_packed(&rules, tensor, format, value);
}

int cudnnGetTensor4dDescriptor(const Tensor* tensor, int* type, int* n, int* c, int* h, int* w,
                               int* n_stride, int* c_stride, int* h_stride, int* w_stride) {
  Rules rules(__func__);
  rules.object(tensor, "tensorDesc");
  rules.parameter(!rules.broken() && tensor->rank == 4, "not a tensor of 4 dimensions");
  int* const dims[] = {n, c, h, w};
  int* const strides[] = {n_stride, c_stride, h_stride, w_stride};
  for (int i = 0; i < 4; i++) rules.pointer(dims[i], "a result").pointer(strides[i], "a result");
  if (rules.pointer(type, "dataType").broken()) return rules.refused();
  *type = tensor->type;
  for (int i = 0; i < 4; i++) {
    *dims[i] = tensor->dims[i];
    *strides[i] = tensor->strides[i];
  }
  return SUCCESS;
}

int cudnnGetTensorNdDescriptor(const Tensor* tensor, int most, int* type, int* rank, int dims[],
                               int strides[]) {
  Rules rules(__func__);
  rules.object(tensor, "tensorDesc").pointer(type, "dataType").pointer(rank, "nbDims");
  rules.pointer(dims, "dimA").pointer(strides, "strideA");
  rules.parameter(!rules.broken() && tensor->rank != UNSET, "tensorDesc was not set");
  if (rules.broken()) return rules.refused();
  *type = tensor->type;
  *rank = tensor->rank;
  for (int i = 0; i < std::min(most, tensor->rank); i++) {
    dims[i] = tensor->dims[i];
    strides[i] = tensor->strides[i];
  }
  return SUCCESS;
}

int cudnnGetTensorSizeInBytes(const Tensor* tensor, size_t* bytes) {
  Rules rules(__func__);
  rules.object(tensor, "tensorDesc").pointer(bytes, "size");
  rules.parameter(!rules.broken() && tensor->rank != UNSET, "tensorDesc was not set");
  if (rules.broken()) return rules.refused();
  *bytes = tensor->extent() * bytes_of(tensor->type);
  return SUCCESS;
}
