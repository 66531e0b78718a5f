// Pooling: descriptors, rules, and the work on the stream.

#include "common/text.h"
#include "cudnn/api_layers.h"
#include "cudnn/create.h"
#include "cudnn/handle.h"
#include "cudnn/pooling.h"
#include "cudnn/walk.h"

using library::text;

namespace dnn {
namespace {

Tensor output_of(Rules* rules, const Pooling* how, const Tensor* x) {
  rules->descriptor(how, "poolingDesc").descriptor(x, "the input's descriptor");
  if (rules->broken()) return {};
  rules->supported(x->rank == 4, "only pooling in two dimensions");
  Tensor y = {FLOAT, 4, {x->dims[0], x->dims[1]}, {}};
  for (int i = 0; i < 2; i++) {
    const int room = x->dims[2 + i] + 2 * how->pad[i] - how->window[i];
    rules->parameter(room >= 0, text("the window is %d long, the padded input %d",
                                     how->window[i], room + how->window[i]));
    y.dims[2 + i] = 1 + room / how->stride[i];
  }
  return y;
}

// All images and channels of some tensors.
Tensor planes(const Tensor& tensor) { return without(tensor, 2, 4); }

struct Forward {
  PoolingShape shape;
  const float* x;
  float* y;
  Blend blend;
};

bool run(Forward job) {
  const Tensor &x = job.shape.x, &y = job.shape.y;
  if (!readable(x, job.x, "pooling x") || !blendable(job.blend, y, job.y, "pooling y")) {
    return false;
  }
  Walk<2>(planes(x), {&x, &y})([&](const Walk<2>::Offsets& at) {
    pool_forward(job.shape, job.x + at[0], job.y + at[1], &job.blend);
  });
  return true;
}

struct Backward {
  PoolingGradients shape;
  const float *x, *y, *dy;
  float* dx;
  Blend blend;
};

bool run(Backward job) {
  const Tensor &x = job.shape.shape.x, &dy = job.shape.dy, &dx = job.shape.dx;
  if (!readable(x, job.x, "pooling x") || !readable(job.shape.shape.y, job.y, "pooling y") ||
      !readable(dy, job.dy, "pooling dy") || !blendable(job.blend, dx, job.dx, "pooling dx")) {
    return false;
  }
  Walk<3>(planes(dx), {&x, &dy, &dx})([&](const Walk<3>::Offsets& at) {
    pool_backward(job.shape, job.x + at[0], job.dy + at[1], job.dx + at[2], &job.blend);
  });
  return true;
}

}  // namespace
}  // namespace dnn

using namespace dnn;

int cudnnCreatePoolingDescriptor(Pooling** pooling) { return create(pooling, __func__); }

int cudnnDestroyPoolingDescriptor(Pooling* pooling) { return destroy(pooling, __func__); }

int cudnnSetPooling2dDescriptor(Pooling* pooling, int mode, int nan_propagation, int window_h,
                                int window_w, int pad_h, int pad_w, int stride_h, int stride_w) {
  Rules rules(__func__);
  rules.object(pooling, "poolingDesc");
  rules.parameter(mode >= MAX_POOLING && mode <= MAX_DETERMINISTIC,
                  text("no such mode: %d", mode));
  rules.parameter(nan_propagation == NOT_PROPAGATE_NAN || nan_propagation == PROPAGATE_NAN,
                  text("no such NaN propagation: %d", nan_propagation));
  rules.parameter(window_h > 0 && window_w > 0, "a window without pixels");
  rules.parameter(pad_h >= 0 && pad_w >= 0, "padding is negative");
  rules.parameter(stride_h > 0 && stride_w > 0, "a stride is not positive");
  if (rules.broken()) return rules.refused();
  *pooling = {mode, nan_propagation, {window_h, window_w}, {pad_h, pad_w}, {stride_h, stride_w}};
  return SUCCESS;
}

int cudnnGetPooling2dDescriptor(const Pooling* pooling, int* mode, int* nan_propagation,
                                int* window_h, int* window_w, int* pad_h, int* pad_w,
                                int* stride_h, int* stride_w) {
  Rules rules(__func__);
  rules.descriptor(pooling, "poolingDesc");
  int* const to[] = {mode,  nan_propagation, window_h, window_w,
                     pad_h, pad_w,           stride_h, stride_w};
  for (const int* one : to) rules.pointer(one, "a result");
  if (rules.broken()) return rules.refused();
  *mode = pooling->mode;
  *nan_propagation = pooling->nan_propagation;
  for (int i = 0; i < 2; i++) {
    *to[2 + i] = pooling->window[i];
    *to[4 + i] = pooling->pad[i];
    *to[6 + i] = pooling->stride[i];
  }
  return SUCCESS;
}

int cudnnGetPooling2dForwardOutputDim(const Pooling* pooling, const Tensor* x, int* n, int* c,
                                      int* h, int* w) {
  Rules rules(__func__);
  const Tensor y = output_of(&rules, pooling, x);
  int* const to[] = {n, c, h, w};
  for (const int* one : to) rules.pointer(one, "a result");
  if (rules.broken()) return rules.refused();
  for (int i = 0; i < 4; i++) *to[i] = y.dims[i];
  return SUCCESS;
}

int cudnnPoolingForward(Handle* handle, const Pooling* pooling, const void* alpha, const Tensor* x,
                        const void* x_data, const void* beta, const Tensor* y, void* y_data) {
  Rules rules(__func__);
  rules.object(handle, "handle");
  const Tensor expected = output_of(&rules, pooling, x);
  rules.descriptor(y, "yDesc").pointer(x_data, "x").pointer(y_data, "y");
  double factor = 0, keep = 0;
  rules.factor(alpha, "alpha", &factor).factor(beta, "beta", &keep);
  if (!rules.broken()) rules.same_dims(*y, "yDesc", expected, "the output of this pooling");
  if (rules.broken()) return rules.refused();
  const Forward job = {{*pooling, *x, *y}, static_cast<const float*>(x_data),
                       static_cast<float*>(y_data), {factor, keep}};
  return submit(*handle, text("%s %s", __func__, dims_text(*x).c_str()),
                [job] { return run(job); });
}

int cudnnPoolingBackward(Handle* handle, const Pooling* pooling, const void* alpha,
                         const Tensor* y, const void* y_data, const Tensor* dy,
                         const void* dy_data, const Tensor* x, const void* x_data,
                         const void* beta, const Tensor* dx, void* dx_data) {
  Rules rules(__func__);
  rules.object(handle, "handle");
  const Tensor expected = output_of(&rules, pooling, x);
  rules.descriptor(y, "yDesc").descriptor(dy, "dyDesc").descriptor(dx, "dxDesc");
  rules.pointer(y_data, "y").pointer(dy_data, "dy").pointer(x_data, "x").pointer(dx_data, "dx");
  double factor = 0, keep = 0;
  rules.factor(alpha, "alpha", &factor).factor(beta, "beta", &keep);
  if (rules.broken()) return rules.refused();
  rules.same_dims(*y, "yDesc", expected, "the output of this pooling");
  rules.same_dims(*dy, "dyDesc", *y, "yDesc").same_dims(*dx, "dxDesc", *x, "xDesc");
  rules.parameter(same_strides(*y, *dy), "y and dy differ in their layout");
  rules.parameter(same_strides(*x, *dx), "x and dx differ in their layout");
  if (rules.broken()) return rules.refused();
  const Backward job = {{{*pooling, *x, *y}, *dy, *dx},
                        static_cast<const float*>(x_data),
                        static_cast<const float*>(y_data),
                        static_cast<const float*>(dy_data),
                        static_cast<float*>(dx_data),
                        {factor, keep}};
  return submit(*handle, text("%s %s", __func__, dims_text(*x).c_str()),
                [job] { return run(job); });
}
