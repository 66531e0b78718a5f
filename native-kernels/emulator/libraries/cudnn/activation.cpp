// Activations.

#include <algorithm>
#include <cmath>

#include "common/text.h"
#include "cudnn/api_layers.h"
#include "cudnn/create.h"
#include "cudnn/handle.h"
#include "cudnn/memory.h"
#include "cudnn/walk.h"

using library::text;

namespace dnn {
namespace {

double value_of(const Activation& activation, double x) {
  const double coefficient = activation.coefficient;
  switch (activation.mode) {
    case SIGMOID:
      return 1 / (1 + std::exp(-x));
    case TANH:
      return std::tanh(x);
    case ELU:
      return x > 0 ? x : coefficient * std::expm1(x);
    default:
      break;
  }
  if (std::isnan(x)) return activation.nan_propagation == PROPAGATE_NAN ? x : 0;
  const double positive = std::max(x, 0.0);
  return activation.mode == CLIPPED_RELU ? std::min(positive, coefficient) : positive;
}

double slope_of(const Activation& activation, double x, double y) {
  switch (activation.mode) {
    case SIGMOID:
      return y * (1 - y);
    case TANH:
      return 1 - y * y;
    case ELU:
      return x > 0 ? 1 : y + activation.coefficient;
    case CLIPPED_RELU:
      return x > 0 && x < activation.coefficient ? 1 : 0;
    default:
      return x > 0 ? 1 : 0;
  }
}

struct Forward {
  Activation activation;
  Tensor x, y;
  const float* x_at;
  float* y_at;
  double alpha, beta;
};

bool run(const Forward& job) {
  Blend blend(job.alpha, job.beta);
  if (!readable(job.x, job.x_at, "activation x") ||
      !blendable(blend, job.y, job.y_at, "activation y")) {
    return false;
  }
  Walk<2>(job.x, {&job.x, &job.y})([&](const Walk<2>::Offsets& at) {
    blend.write(value_of(job.activation, job.x_at[at[0]]), job.y_at + at[1]);
  });
  return true;
}

struct Backward {
  Activation activation;
  Tensor y, dy, x, dx;
  const float *y_at, *dy_at, *x_at;
  float* dx_at;
  double alpha, beta;
};

bool run(const Backward& job) {
  Blend blend(job.alpha, job.beta);
  if (!readable(job.y, job.y_at, "activation y") || !readable(job.dy, job.dy_at, "activation dy") ||
      !readable(job.x, job.x_at, "activation x") ||
      !blendable(blend, job.dx, job.dx_at, "activation dx")) {
    return false;
  }
  Walk<4>(job.dx, {&job.y, &job.dy, &job.x, &job.dx})([&](const Walk<4>::Offsets& at) {
    const double slope = slope_of(job.activation, job.x_at[at[2]], job.y_at[at[0]]);
    // Not a product: what does not get through is zero even if it is no number.
    blend.write(slope == 0 ? 0 : job.dy_at[at[1]] * slope, job.dx_at + at[3]);
  });
  return true;
}

void check_mode(Rules* rules, const Activation* activation) {
  rules->descriptor(activation, "activationDesc");
  if (rules->broken()) return;
  rules->parameter(activation->mode != IDENTITY, "identity is not for this function");
  rules->supported(activation->mode != SWISH, "swish is not emulated");
}

// A result may replace an operand only in the same layout.
void check_in_place(Rules* rules, const Tensor& a, const void* a_data, const Tensor& b,
                    const void* b_data) {
  rules->parameter(a_data != b_data || same_strides(a, b),
                   "the result replaces an operand of another layout");
}

}  // namespace
}  // namespace dnn

using namespace dnn;

int cudnnCreateActivationDescriptor(Activation** activation) {
  return create(activation, __func__);
}

int cudnnDestroyActivationDescriptor(Activation* activation) {
  return destroy(activation, __func__);
}

int cudnnSetActivationDescriptor(Activation* activation, int mode, int nan_propagation,
                                 double coefficient) {
  Rules rules(__func__);
  rules.object(activation, "activationDesc");
  rules.parameter(mode >= SIGMOID && mode <= SWISH, text("no such mode: %d", mode));
  rules.parameter(nan_propagation == NOT_PROPAGATE_NAN || nan_propagation == PROPAGATE_NAN,
                  text("no such NaN propagation: %d", nan_propagation));
  if (rules.broken()) return rules.refused();
  *activation = {mode, nan_propagation, coefficient};
  return SUCCESS;
}

int cudnnGetActivationDescriptor(const Activation* activation, int* mode, int* nan_propagation,
                                 double* coefficient) {
  Rules rules(__func__);
  rules.descriptor(activation, "activationDesc").pointer(mode, "mode");
  rules.pointer(nan_propagation, "reluNanOpt").pointer(coefficient, "coef");
  if (rules.broken()) return rules.refused();
  *mode = activation->mode;
  *nan_propagation = activation->nan_propagation;
  *coefficient = activation->coefficient;
  return SUCCESS;
}

int cudnnActivationForward(Handle* handle, Activation* activation, const void* alpha,
                           const Tensor* x, const void* x_data, const void* beta, const Tensor* y,
                           void* y_data) {
  Rules rules(__func__);
  rules.object(handle, "handle").descriptor(x, "xDesc").descriptor(y, "yDesc");
  check_mode(&rules, activation);
  rules.pointer(x_data, "x").pointer(y_data, "y");
  double factor = 0, keep = 0;
  rules.factor(alpha, "alpha", &factor).factor(beta, "beta", &keep);
  if (rules.broken()) return rules.refused();
  rules.same_dims(*x, "xDesc", *y, "yDesc");
  check_in_place(&rules, *x, x_data, *y, y_data);
  if (rules.broken()) return rules.refused();
  const Forward job = {*activation, *x, *y, static_cast<const float*>(x_data),
                       static_cast<float*>(y_data), factor, keep};
  return submit(*handle, text("%s %s", __func__, dims_text(*x).c_str()),
                [job] { return run(job); });
}

int cudnnActivationBackward(Handle* handle, Activation* activation, const void* alpha,
                            const Tensor* y, const void* y_data, const Tensor* dy,
                            const void* dy_data, const Tensor* x, const void* x_data,
                            const void* beta, const Tensor* dx, void* dx_data) {
  Rules rules(__func__);
  rules.object(handle, "handle").descriptor(y, "yDesc").descriptor(dy, "dyDesc");
  rules.descriptor(x, "xDesc").descriptor(dx, "dxDesc");
  check_mode(&rules, activation);
  rules.pointer(y_data, "y").pointer(dy_data, "dy").pointer(x_data, "x").pointer(dx_data, "dx");
  double factor = 0, keep = 0;
  rules.factor(alpha, "alpha", &factor).factor(beta, "beta", &keep);
  if (rules.broken()) return rules.refused();
  rules.same_dims(*y, "yDesc", *x, "xDesc").same_dims(*dy, "dyDesc", *x, "xDesc");
  rules.same_dims(*dx, "dxDesc", *x, "xDesc");
  rules.parameter(same_strides(*y, *dy), "y and dy differ in their layout");
  rules.parameter(same_strides(*x, *dx), "x and dx differ in their layout");
  check_in_place(&rules, *dy, dy_data, *dx, dx_data);
  if (rules.broken()) return rules.refused();
  const Backward job = {*activation,
                        *y,
                        *dy,
                        *x,
                        *dx,
                        static_cast<const float*>(y_data),
                        static_cast<const float*>(dy_data),
                        static_cast<const float*>(x_data),
                        static_cast<float*>(dx_data),
                        factor,
                        keep};
  return submit(*handle, text("%s %s", __func__, dims_text(*x).c_str()),
                [job] { return run(job); });
}
