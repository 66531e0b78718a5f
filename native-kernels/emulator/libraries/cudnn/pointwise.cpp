// Operations element by element: filling, scaling, changing the layout, adding, and the like.

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

// b can be repeated along dimensions where it has size one.
Rules& check_repeatable(Rules* rules, const Tensor& b, const char* name, const Tensor& c) {
  bool fits = b.rank == c.rank;
  for (int i = 0; i < b.rank && fits; i++) fits = b.dims[i] == 1 || b.dims[i] == c.dims[i];
  return rules->parameter(fits, text("%s is %s, which does not repeat to %s", name,
                                     dims_text(b).c_str(), dims_text(c).c_str()));
}

double apply(const PointwiseOperation& operation, double a, double b) {
  const bool propagate = operation.nan_propagation == PROPAGATE_NAN;
  switch (operation.mode) {
    case ADD:
      return a + b;
    case MULTIPLY:
      return a * b;
    case MINIMUM:
      return propagate && std::isnan(a + b) ? NAN : std::fmin(a, b);
    case MAXIMUM:
      return propagate && std::isnan(a + b) ? NAN : std::fmax(a, b);
    case ROOT:
      return std::sqrt(a);
    default:
      return 1 - a;
  }
}

bool takes_one(const PointwiseOperation& operation) {
  return operation.mode == ROOT || operation.mode == NOT;
}

// c = operation(alpha1 * a, alpha2 * b) + beta * c.
struct Job {
  PointwiseOperation operation;
  Tensor a, b, c;
  const float *a_at, *b_at;
  float* c_at;
  double alpha1, alpha2, beta;
};

bool run(const Job& job) {
  Blend blend(1, job.beta);
  const bool one = takes_one(job.operation);
  if (!readable(job.a, job.a_at, "pointwise a") ||
      (!one && !readable(job.b, job.b_at, "pointwise b")) ||
      !blendable(blend, job.c, job.c_at, "pointwise c")) {
    return false;
  }
  Walk<3>(job.c, {&job.a, &job.b, &job.c})([&](const Walk<3>::Offsets& at) {
    const double right = one ? 0 : job.alpha2 * job.b_at[at[1]];
    blend.write(apply(job.operation, job.alpha1 * job.a_at[at[0]], right), job.c_at + at[2]);
  });
  return true;
}

// y = alpha * x + beta * y, where x may repeat.
int blend_into(const char* function, Rules* rules, Handle* handle, const void* alpha,
               const Tensor* x, const void* x_data, const void* beta, const Tensor* y,
               void* y_data) {
  double factor = 0, keep = 0;
  rules->factor(alpha, "alpha", &factor).factor(beta, "beta", &keep);
  rules->pointer(x_data, "the operand").pointer(y_data, "the result");
  if (rules->broken()) return rules->refused();
  const Tensor from = *x, to = *y;
  const float* read = static_cast<const float*>(x_data);
  float* written = static_cast<float*>(y_data);
  return submit(*handle, text("%s %s", function, dims_text(to).c_str()), [=] {
    Blend blend(factor, keep);
    if (!readable(from, read, function) || !blendable(blend, to, written, function)) return false;
    Walk<2>(to, {&from, &to})([&](const Walk<2>::Offsets& at) {
      blend.write(read[at[0]], written + at[1]);
    });
    return true;
  });
}

}  // namespace
}  // namespace dnn

using namespace dnn;

int cudnnSetTensor(Handle* handle, const Tensor* y, void* y_data, const void* value) {
  Rules rules(__func__);
  double fill = 0;
  rules.object(handle, "handle").descriptor(y, "yDesc").pointer(y_data, "y");
  if (rules.factor(value, "valuePtr", &fill).broken()) return rules.refused();
  const Tensor to = *y;
  float* written = static_cast<float*>(y_data);
  return submit(*handle, text("%s %s", __func__, dims_text(to).c_str()), [=] {
    if (!writable(to, written, "cudnnSetTensor y")) return false;
    Walk<1>(to, {&to})([=](const Walk<1>::Offsets& at) {
      written[at[0]] = static_cast<float>(fill);
    });
    return true;
  });
}

int cudnnScaleTensor(Handle* handle, const Tensor* y, void* y_data, const void* alpha) {
  Rules rules(__func__);
  const float zero = 0;
  rules.object(handle, "handle").descriptor(y, "yDesc");
  return blend_into(__func__, &rules, handle, alpha, y, y_data, &zero, y, y_data);
}

int cudnnTransformTensor(Handle* handle, const void* alpha, const Tensor* x, const void* x_data,
                         const void* beta, const Tensor* y, void* y_data) {
  Rules rules(__func__);
  rules.object(handle, "handle").descriptor(x, "xDesc").descriptor(y, "yDesc");
  rules.parameter(x_data != y_data, "the result replaces the operand");
  if (!rules.broken()) rules.same_dims(*x, "xDesc", *y, "yDesc");
  return blend_into(__func__, &rules, handle, alpha, x, x_data, beta, y, y_data);
}

int cudnnAddTensor(Handle* handle, const void* alpha, const Tensor* a, const void* a_data,
                   const void* beta, const Tensor* c, void* c_data) {
  Rules rules(__func__);
  rules.object(handle, "handle").descriptor(a, "aDesc").descriptor(c, "cDesc");
  if (!rules.broken()) check_repeatable(&rules, *a, "aDesc", *c);
  return blend_into(__func__, &rules, handle, alpha, a, a_data, beta, c, c_data);
}

int cudnnCreateOpTensorDescriptor(PointwiseOperation** operation) {
  return create(operation, __func__);
}

int cudnnDestroyOpTensorDescriptor(PointwiseOperation* operation) {
  return destroy(operation, __func__);
}

int cudnnSetOpTensorDescriptor(PointwiseOperation* operation, int kind, int compute_type,
                               int nan_propagation) {
  Rules rules(__func__);
  rules.object(operation, "opTensorDesc");
  rules.parameter(kind >= ADD && kind <= NOT, text("no such operation: %d", kind));
  rules.parameter(is_data_type(compute_type), text("no such data type: %d", compute_type));
  if (rules.broken()) return rules.refused();
  *operation = {kind, compute_type, nan_propagation};
  return SUCCESS;
}

int cudnnGetOpTensorDescriptor(const PointwiseOperation* operation, int* kind, int* compute_type,
                               int* nan_propagation) {
  Rules rules(__func__);
  rules.descriptor(operation, "opTensorDesc").pointer(kind, "opTensorOp");
  rules.pointer(compute_type, "opTensorCompType").pointer(nan_propagation, "opTensorNanOpt");
  if (rules.broken()) return rules.refused();
  *kind = operation->mode;
  *compute_type = operation->compute_type;
  *nan_propagation = operation->nan_propagation;
  return SUCCESS;
}

int cudnnOpTensor(Handle* handle, const PointwiseOperation* operation, const void* alpha1,
                  const Tensor* a, const void* a_data, const void* alpha2, const Tensor* b,
                  const void* b_data, const void* beta, const Tensor* c, void* c_data) {
  Rules rules(__func__);
  rules.object(handle, "handle").descriptor(operation, "opTensorDesc");
  rules.descriptor(a, "aDesc").descriptor(c, "cDesc");
  rules.pointer(a_data, "A").pointer(c_data, "C");
  if (rules.broken()) return rules.refused();
  const bool one = takes_one(*operation);
  if (!one) rules.descriptor(b, "bDesc").pointer(b_data, "B");
  rules.same_dims(*a, "aDesc", *c, "cDesc");
  if (!one && !rules.broken()) check_repeatable(&rules, *b, "bDesc", *c);
  rules.supported(operation->compute_type == FLOAT, "only float32 is emulated as compute type");
  Job job = {*operation, *a, {}, *c, static_cast<const float*>(a_data),
             static_cast<const float*>(b_data), static_cast<float*>(c_data), 0, 0, 0};
  rules.factor(alpha1, "alpha1", &job.alpha1).factor(beta, "beta", &job.beta);
  if (!one) rules.factor(alpha2, "alpha2", &job.alpha2);
  if (rules.broken()) return rules.refused();
  job.b = one ? *a : *b;
  return submit(*handle, text("%s %s", __func__, dims_text(job.c).c_str()),
                [job] { return run(job); });
}
