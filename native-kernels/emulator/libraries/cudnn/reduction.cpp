// Reductions of tensors along dimensions, and the gradient of a bias.

#include <cmath>
#include <vector>

#include "common/text.h"
#include "cudnn/api_layers.h"
#include "cudnn/create.h"
#include "cudnn/handle.h"
#include "cudnn/memory.h"
#include "cudnn/walk.h"

using library::text;

namespace dnn {
namespace {

double start_of(int operation) {
  switch (operation) {
    case REDUCE_MULTIPLY:
    case REDUCE_MULTIPLY_NO_ZEROS:
      return 1;
    case REDUCE_MINIMUM:
      return INFINITY;
    case REDUCE_MAXIMUM:
      return -INFINITY;
    default:
      return 0;
  }
}

double combine(const Reduction& reduction, double sum, double value) {
  const bool propagate = reduction.nan_propagation == PROPAGATE_NAN;
  switch (reduction.mode) {
    case REDUCE_MULTIPLY:
      return sum * value;
    case REDUCE_MULTIPLY_NO_ZEROS:
      return value == 0 ? sum : sum * value;
    case REDUCE_MINIMUM:
      return propagate && std::isnan(sum + value) ? NAN : std::fmin(sum, value);
    case REDUCE_MAXIMUM:
      return propagate && std::isnan(sum + value) ? NAN : std::fmax(sum, value);
    case REDUCE_ABSOLUTE_MAXIMUM:
      return propagate && std::isnan(sum + value) ? NAN : std::fmax(sum, std::fabs(value));
    case REDUCE_NORM1:
      return sum + std::fabs(value);
    case REDUCE_NORM2:
      return sum + value * value;
    default:
      return sum + value;
  }
}

double finish(int operation, double sum, size_t count) {
  if (operation == REDUCE_AVERAGE) return sum / static_cast<double>(count);
  return operation == REDUCE_NORM2 ? std::sqrt(sum) : sum;
}

struct Job {
  Reduction reduction;
  Tensor a, c;
  const float* a_at;
  float* c_at;
  double alpha, beta;
  void* workspace;
  size_t bytes;
};

bool run(const Job& job) {
  Blend blend(1, job.beta);
  if (!readable(job.a, job.a_at, "reduction a") || !scribble(job.workspace, job.bytes) ||
      !blendable(blend, job.c, job.c_at, "reduction c")) {
    return false;
  }
  Tensor dense = job.c;
  set_packed_strides(NCHW, &dense);
  std::vector<double> sums(dense.elements(), start_of(job.reduction.mode));
  Walk<2>(job.a, {&job.a, &dense})([&](const Walk<2>::Offsets& at) {
    double& sum = sums[static_cast<size_t>(at[1])];
    sum = combine(job.reduction, sum, job.alpha * job.a_at[at[0]]);
  });
  const size_t count = job.a.elements() / dense.elements();
  Walk<2>(job.c, {&dense, &job.c})([&](const Walk<2>::Offsets& at) {
    blend.write(finish(job.reduction.mode, sums[static_cast<size_t>(at[0])], count),
                job.c_at + at[1]);
  });
  return true;
}

void check_shapes(Rules* rules, const Tensor* a, const Tensor* c) {
  rules->descriptor(a, "aDesc").descriptor(c, "cDesc");
  if (rules->broken()) return;
  bool fits = a->rank == c->rank;
  for (int i = 0; i < a->rank && fits; i++) fits = c->dims[i] == 1 || c->dims[i] == a->dims[i];
  rules->parameter(fits, text("%s does not reduce to %s", dims_text(*a).c_str(),
                              dims_text(*c).c_str()));
}

void check_reduction(Rules* rules, const Reduction* reduction, const Tensor* a, const Tensor* c) {
  rules->descriptor(reduction, "reduceTensorDesc");
  check_shapes(rules, a, c);
  if (rules->broken()) return;
  rules->supported(reduction->compute_type == FLOAT, "only float32 is emulated as compute type");
  rules->supported(reduction->indices == 0, "indices are not emulated");
}

// One double for each result and each of some blocks.
size_t workspace_of(const Tensor& a, const Tensor& c) {
  return a.elements() == c.elements() ? 0 : sizeof(double) * c.elements() * 16;
}

}  // namespace
}  // namespace dnn

using namespace dnn;

int cudnnCreateReduceTensorDescriptor(Reduction** reduction) {
  return create(reduction, __func__);
}

int cudnnDestroyReduceTensorDescriptor(Reduction* reduction) {
  return destroy(reduction, __func__);
}

int cudnnSetReduceTensorDescriptor(Reduction* reduction, int kind, int compute_type,
                                   int nan_propagation, int indices, int indices_type) {
  Rules rules(__func__);
  rules.object(reduction, "reduceTensorDesc");
  rules.parameter(kind >= REDUCE_ADD && kind <= REDUCE_MULTIPLY_NO_ZEROS,
                  text("no such operation: %d", kind));
  rules.parameter(is_data_type(compute_type), text("no such data type: %d", compute_type));
  if (rules.broken()) return rules.refused();
  *reduction = {kind, compute_type, nan_propagation, indices, indices_type};
  return SUCCESS;
}

int cudnnGetReduceTensorDescriptor(const Reduction* reduction, int* kind, int* compute_type,
                                   int* nan_propagation, int* indices, int* indices_type) {
  Rules rules(__func__);
  rules.descriptor(reduction, "reduceTensorDesc");
  int* const to[] = {kind, compute_type, nan_propagation, indices, indices_type};
  for (const int* one : to) rules.pointer(one, "a result");
  if (rules.broken()) return rules.refused();
  *kind = reduction->mode;
  *compute_type = reduction->compute_type;
  *nan_propagation = reduction->nan_propagation;
  *indices = reduction->indices;
  *indices_type = reduction->indices_type;
  return SUCCESS;
}

int cudnnGetReductionIndicesSize(Handle* handle, const Reduction* reduction, const Tensor* a,
                                 const Tensor* c, size_t* bytes) {
  Rules rules(__func__);
  rules.object(handle, "handle").pointer(bytes, "sizeInBytes");
  check_reduction(&rules, reduction, a, c);
  if (rules.broken()) return rules.refused();
  *bytes = 0;
  return SUCCESS;
}

int cudnnGetReductionWorkspaceSize(Handle* handle, const Reduction* reduction, const Tensor* a,
                                   const Tensor* c, size_t* bytes) {
  Rules rules(__func__);
  rules.object(handle, "handle").pointer(bytes, "sizeInBytes");
  check_reduction(&rules, reduction, a, c);
  if (rules.broken()) return rules.refused();
  *bytes = workspace_of(*a, *c);
  return SUCCESS;
}

int cudnnReduceTensor(Handle* handle, const Reduction* reduction, void*, size_t, void* workspace,
                      size_t bytes, const void* alpha, const Tensor* a, const void* a_data,
                      const void* beta, const Tensor* c, void* c_data) {
  Rules rules(__func__);
  rules.object(handle, "handle").pointer(a_data, "A").pointer(c_data, "C");
  check_reduction(&rules, reduction, a, c);
  double factor = 0, keep = 0;
  rules.factor(alpha, "alpha", &factor).factor(beta, "beta", &keep);
  if (rules.broken()) return rules.refused();
  const size_t needed = workspace_of(*a, *c);
  rules.parameter(bytes >= needed && (needed == 0 || workspace),
                  text("a workspace of %zu bytes, %zu are needed", workspace ? bytes : 0, needed));
  if (rules.broken()) return rules.refused();
  const Job job = {*reduction, *a, *c, static_cast<const float*>(a_data),
                   static_cast<float*>(c_data), factor, keep, workspace, needed};
  return submit(*handle, text("%s %s", __func__, dims_text(*a).c_str()),
                [job] { return run(job); });
}

int cudnnConvolutionBackwardBias(Handle* handle, const void* alpha, const Tensor* dy,
                                 const void* dy_data, const void* beta, const Tensor* db,
                                 void* db_data) {
  Rules rules(__func__);
  rules.object(handle, "handle").pointer(dy_data, "dy").pointer(db_data, "db");
  check_shapes(&rules, dy, db);
  if (!rules.broken()) {
    const bool channels = db->dims[1] == dy->dims[1] && db->elements() == size_t(db->dims[1]);
    rules.parameter(channels, text("dbDesc is %s, not one number for each of %d channels",
                                   dims_text(*db).c_str(), dy->dims[1]));
  }
  double factor = 0, keep = 0;
  rules.factor(alpha, "alpha", &factor).factor(beta, "beta", &keep);
  if (rules.broken()) return rules.refused();
  const Job job = {{REDUCE_ADD, FLOAT, NOT_PROPAGATE_NAN, 0, 0}, *dy, *db,
                   static_cast<const float*>(dy_data), static_cast<float*>(db_data), factor, keep,
                   nullptr, 0};
  return submit(*handle, text("%s %s", __func__, dims_text(*dy).c_str()),
                [job] { return run(job); });
}
