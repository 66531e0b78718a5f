// Filter and convolution descriptors.

#include <algorithm>

#include "common/text.h"
#include "cudnn/api.h"
#include "cudnn/convolution_shape.h"
#include "cudnn/create.h"

using library::text;

namespace dnn {
namespace {

int set(Rules* rules, Filter* filter, const Filter& value) {
  rules->object(filter, "filterDesc");
  rules->parameter(is_data_type(value.type), text("no such data type: %d", value.type));
  rules->parameter(value.format >= NCHW && value.format <= NCHW_VECT_C,
                   text("no such format: %d", value.format));
  for (int i = 0; i < value.rank; i++) {
    rules->parameter(value.dims[i] > 0, text("dimension %d is %d", i, value.dims[i]));
  }
  rules->supported(value.format != NCHW_VECT_C, "vectors of channels are not emulated");
  if (rules->broken()) return rules->refused();
  *filter = value;
  return SUCCESS;
}

struct Setting {
  const int *pad, *stride, *dilation;
  int mode, compute_type;
};

// Groups and math type stay as they are.
int set(Rules* rules, Convolution* convolution, const Setting& value) {
  rules->object(convolution, "convDesc");
  rules->parameter(value.mode == CONVOLUTION || value.mode == CROSS_CORRELATION,
                   text("no such mode: %d", value.mode));
  rules->parameter(is_data_type(value.compute_type),
                   text("no such data type: %d", value.compute_type));
  for (int i = 0; i < 2; i++) {
    rules->parameter(value.pad[i] >= 0, text("padding is %d", value.pad[i]));
    rules->parameter(value.stride[i] > 0, text("stride is %d", value.stride[i]));
    rules->parameter(value.dilation[i] > 0, text("dilation is %d", value.dilation[i]));
  }
  if (rules->broken()) return rules->refused();
  convolution->mode = value.mode;
  convolution->compute_type = value.compute_type;
  std::copy(value.pad, value.pad + 2, convolution->pad);
  std::copy(value.stride, value.stride + 2, convolution->stride);
  std::copy(value.dilation, value.dilation + 2, convolution->dilation);
  return SUCCESS;
}

Rules& check_set(Rules* rules, const Filter* filter) {
  rules->object(filter, "filterDesc");
  return rules->parameter(!rules->broken() && filter->rank != UNSET, "filterDesc was not set");
}

}  // namespace
}  // namespace dnn

using namespace dnn;

int cudnnCreateFilterDescriptor(Filter** filter) { return create(filter, __func__); }

int cudnnDestroyFilterDescriptor(Filter* filter) { return destroy(filter, __func__); }

int cudnnSetFilter4dDescriptor(Filter* filter, int type, int format, int k, int c, int h, int w) {
  Rules rules(__func__);
  return set(&rules, filter, {type, 4, format, {k, c, h, w}});
}

int cudnnSetFilterNdDescriptor(Filter* filter, int type, int format, int rank, const int dims[]) {
  Rules rules(__func__);
  rules.pointer(dims, "filterDimA");
  rules.supported(rank >= 3 && rank <= MOST_DIMENSIONS, text("%d dimensions", rank));
  if (rules.broken()) return rules.refused();
  Filter value = {type, rank, format, {}};
  std::copy(dims, dims + rank, value.dims);
  return set(&rules, filter, value);
}

int cudnnGetFilter4dDescriptor(const Filter* filter, int* type, int* format, int* k, int* c,
                               int* h, int* w) {
  Rules rules(__func__);
  check_set(&rules, filter);
  rules.parameter(!rules.broken() && filter->rank == 4, "not a filter of 4 dimensions");
  int* const to[] = {type, format, k, c, h, w};
  for (const int* one : to) rules.pointer(one, "a result");
  if (rules.broken()) return rules.refused();
  *type = filter->type;
  *format = filter->format;
  for (int i = 0; i < 4; i++) *to[2 + i] = filter->dims[i];
  return SUCCESS;
}

int cudnnGetFilterNdDescriptor(const Filter* filter, int most, int* type, int* format, int* rank,
                               int dims[]) {
  Rules rules(__func__);
  check_set(&rules, filter).pointer(type, "dataType").pointer(format, "format");
  if (rules.pointer(rank, "nbDims").pointer(dims, "filterDimA").broken()) return rules.refused();
  *type = filter->type;
  *format = filter->format;
  *rank = filter->rank;
  std::copy(filter->dims, filter->dims + std::min(most, filter->rank), dims);
  return SUCCESS;
}

int cudnnGetFilterSizeInBytes(const Filter* filter, size_t* bytes) {
  Rules rules(__func__);
  check_set(&rules, filter).pointer(bytes, "size");
  rules.supported(!rules.broken() && filter->type == FLOAT, "only float32 is emulated");
  if (rules.broken()) return rules.refused();
  *bytes = filter->elements() * sizeof(float);
  return SUCCESS;
}

int cudnnCreateConvolutionDescriptor(Convolution** convolution) {
  return create(convolution, __func__);
}

int cudnnDestroyConvolutionDescriptor(Convolution* convolution) {
  return destroy(convolution, __func__);
}

int cudnnSetConvolution2dDescriptor(Convolution* convolution, int pad_h, int pad_w, int stride_h,
                                    int stride_w, int dilation_h, int dilation_w, int mode,
                                    int compute_type) {
  Rules rules(__func__);
  const int pad[] = {pad_h, pad_w}, stride[] = {stride_h, stride_w};
  const int dilation[] = {dilation_h, dilation_w};
  return set(&rules, convolution, {pad, stride, dilation, mode, compute_type});
}

int cudnnSetConvolutionNdDescriptor(Convolution* convolution, int rank, const int pads[],
                                    const int strides[], const int dilations[], int mode,
                                    int compute_type) {
  Rules rules(__func__);
  rules.pointer(pads, "padA").pointer(strides, "filterStrideA").pointer(dilations, "dilationA");
  rules.supported(rank == 2, text("%d dimensions, 2 are emulated", rank));
  if (rules.broken()) return rules.refused();
  return set(&rules, convolution, {pads, strides, dilations, mode, compute_type});
}

int cudnnGetConvolution2dDescriptor(const Convolution* convolution, int* pad_h, int* pad_w,
                                    int* stride_h, int* stride_w, int* dilation_h, int* dilation_w,
                                    int* mode, int* compute_type) {
  Rules rules(__func__);
  rules.descriptor(convolution, "convDesc");
  int* const to[] = {pad_h,      pad_w,      stride_h, stride_w,
                     dilation_h, dilation_w, mode,     compute_type};
  for (const int* one : to) rules.pointer(one, "a result");
  if (rules.broken()) return rules.refused();
  for (int i = 0; i < 2; i++) {
    *to[i] = convolution->pad[i];
    *to[2 + i] = convolution->stride[i];
    *to[4 + i] = convolution->dilation[i];
  }
  *mode = convolution->mode;
  *compute_type = convolution->compute_type;
  return SUCCESS;
}

int cudnnSetConvolutionMathType(Convolution* convolution, int type) {
  Rules rules(__func__);
  rules.object(convolution, "convDesc");
  rules.parameter(type >= DEFAULT_MATH && type <= FMA_MATH, text("no such math type: %d", type));
  rules.supported(type != ALLOW_CONVERSION, "products of half precision are not emulated");
  if (rules.broken()) return rules.refused();
  convolution->math_type = type;
  return SUCCESS;
}

int cudnnGetConvolutionMathType(Convolution* convolution, int* type) {
  Rules rules(__func__);
  if (rules.object(convolution, "convDesc").pointer(type, "mathType").broken()) {
    return rules.refused();
  }
  *type = convolution->math_type;
  return SUCCESS;
}

int cudnnSetConvolutionGroupCount(Convolution* convolution, int groups) {
  Rules rules(__func__);
  rules.object(convolution, "convDesc");
  if (rules.parameter(groups > 0, text("%d groups", groups)).broken()) return rules.refused();
  convolution->groups = groups;
  return SUCCESS;
}

int cudnnGetConvolutionGroupCount(Convolution* convolution, int* groups) {
  Rules rules(__func__);
  if (rules.object(convolution, "convDesc").pointer(groups, "groupCount").broken()) {
    return rules.refused();
  }
  *groups = convolution->groups;
  return SUCCESS;
}

int cudnnGetConvolution2dForwardOutputDim(const Convolution* convolution, const Tensor* x,
                                          const Filter* w, int* n, int* c, int* h, int* width) {
  Rules rules(__func__);
  const Tensor y = output_of(&rules, convolution, x, w);
  int* const to[] = {n, c, h, width};
  for (const int* one : to) rules.pointer(one, "a result");
  if (rules.broken()) return rules.refused();
  for (int i = 0; i < 4; i++) *to[i] = y.dims[i];
  return SUCCESS;
}

int cudnnGetConvolutionNdForwardOutputDim(const Convolution* convolution, const Tensor* x,
                                          const Filter* w, int rank, int dims[]) {
  Rules rules(__func__);
  const Tensor y = output_of(&rules, convolution, x, w);
  rules.pointer(dims, "tensorOutputDimA");
  rules.parameter(rank == 4, text("%d dimensions, 4 expected", rank));
  if (rules.broken()) return rules.refused();
  std::copy(y.dims, y.dims + 4, dims);
  return SUCCESS;
}
