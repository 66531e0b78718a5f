// Doing convolutions: rules, then the work on the stream.

#include <atomic>

#include "common/text.h"
#include "cudnn/algorithms.h"
#include "cudnn/api.h"
#include "cudnn/convolution.h"
#include "cudnn/handle.h"
#include "cudnn/memory.h"

using library::text;

namespace dnn {
namespace {

struct Job {
  const char* function;
  Direction direction;
  ConvolutionShape shape;
  const float *x, *w, *y;  // those that are read
  float* result;
  void* workspace;
  size_t bytes;
  double alpha, beta;
  bool deterministic;
};

// Each run of an algorithm without a fixed order of sums has its own.
Blend blend_of(const Job& job) {
  static std::atomic<uint64_t> runs{0};
  const Blend blend(job.alpha, job.beta);
  return job.deterministic ? blend : blend.with_noise(++runs * 0x9e3779b97f4a7c15u);
}

bool check_memory(const Job& job, const Blend& blend) {
  const ConvolutionShape& s = job.shape;
  switch (job.direction) {
    case Direction::FORWARD:
      return readable(s.x, job.x, "convolution x") &&
             readable(s.w.elements(), job.w, "convolution w") &&
             blendable(blend, s.y, job.result, "convolution y");
    case Direction::BACKWARD_DATA:
      return readable(s.y, job.y, "convolution dy") &&
             readable(s.w.elements(), job.w, "convolution w") &&
             blendable(blend, s.x, job.result, "convolution dx");
    default:
      return readable(s.x, job.x, "convolution x") && readable(s.y, job.y, "convolution dy") &&
             blendable(blend, s.w.elements(), job.result, "convolution dw");
  }
}

// The workspace is written before and after: it may overlap neither operands nor results.
bool run(const Job& job) {
  const Blend blend = blend_of(job);
  if (!check_memory(job, blend) || !scribble(job.workspace, job.bytes)) return false;
  switch (job.direction) {
    case Direction::FORWARD:
      convolve_forward(job.shape, job.x, job.w, job.result, blend);
      break;
    case Direction::BACKWARD_DATA:
      convolve_backward_data(job.shape, job.w, job.y, job.result, blend);
      break;
    case Direction::BACKWARD_FILTER:
      convolve_backward_filter(job.shape, job.x, job.y, job.result, blend);
      break;
  }
  return scribble(job.workspace, job.bytes);
}

// What the caller gives besides the tensors.
struct Call {
  const char* function;
  Direction direction;
  Handle* handle;
  const void *alpha, *beta;
  int algorithm;
  void* workspace;
  size_t bytes;
};

void check_algorithm(Rules* rules, const Call& call, const ConvolutionShape& shape) {
  rules->parameter(call.algorithm >= 0 && call.algorithm < algorithm_count(call.direction),
                   text("no such algorithm: %d", call.algorithm));
  if (rules->broken()) return;
  const char* reason = why_unsupported(call.direction, call.algorithm, shape);
  rules->supported(!reason, text("algorithm %d: %s", call.algorithm, reason ? reason : ""));
  if (rules->broken()) return;
  const size_t needed = workspace_bytes(call.direction, call.algorithm, shape);
  rules->parameter(call.bytes >= needed, text("a workspace of %zu bytes, algorithm %d needs %zu",
                                              call.bytes, call.algorithm, needed));
  rules->parameter(needed == 0 || call.workspace, "the workspace is null");
}

std::string describe(const Job& job, int algorithm) {
  const Filter& w = job.shape.w;
  return text("%s %s, %dx%dx%dx%d in %d, algorithm %d", job.function,
              dims_text(job.shape.x).c_str(), w.dims[0], w.dims[1], w.dims[2], w.dims[3],
              job.shape.how.groups, algorithm);
}

int convolve(const Call& call, Rules* rules, Job job) {
  rules->object(call.handle, "handle");
  rules->factor(call.alpha, "alpha", &job.alpha).factor(call.beta, "beta", &job.beta);
  rules->pointer(job.result, "the result");
  if (!rules->broken()) check_algorithm(rules, call, job.shape);
  if (rules->broken()) return rules->refused();
  job.function = call.function;
  job.direction = call.direction;
  job.workspace = call.workspace;
  job.bytes = workspace_bytes(call.direction, call.algorithm, job.shape);
  job.deterministic = is_deterministic(call.direction, call.algorithm);
  return submit(*call.handle, describe(job, call.algorithm), [job] { return run(job); });
}

const float* floats(const void* data) { return static_cast<const float*>(data); }

}  // namespace
}  // namespace dnn

using namespace dnn;

int cudnnConvolutionForward(Handle* handle, const void* alpha, const Tensor* x, const void* x_data,
                            const Filter* w, const void* w_data, const Convolution* how,
                            int algorithm, void* workspace, size_t bytes, const void* beta,
                            const Tensor* y, void* y_data) {
  Rules rules(__func__);
  Job job = {};
  job.shape = shape_of(&rules, x, w, how, y);
  rules.pointer(x_data, "x").pointer(w_data, "w");
  job.x = floats(x_data);
  job.w = floats(w_data);
  job.result = static_cast<float*>(y_data);
  return convolve({__func__, Direction::FORWARD, handle, alpha, beta, algorithm, workspace, bytes},
                  &rules, job);
}

int cudnnConvolutionBackwardData(Handle* handle, const void* alpha, const Filter* w,
                                 const void* w_data, const Tensor* dy, const void* dy_data,
                                 const Convolution* how, int algorithm, void* workspace,
                                 size_t bytes, const void* beta, const Tensor* dx, void* dx_data) {
  Rules rules(__func__);
  Job job = {};
  job.shape = shape_of(&rules, dx, w, how, dy);
  rules.pointer(w_data, "w").pointer(dy_data, "dy");
  job.w = floats(w_data);
  job.y = floats(dy_data);
  job.result = static_cast<float*>(dx_data);
  return convolve(
      {__func__, Direction::BACKWARD_DATA, handle, alpha, beta, algorithm, workspace, bytes},
      &rules, job);
}

int cudnnConvolutionBackwardFilter(Handle* handle, const void* alpha, const Tensor* x,
                                   const void* x_data, const Tensor* dy, const void* dy_data,
                                   const Convolution* how, int algorithm, void* workspace,
                                   size_t bytes, const void* beta, const Filter* dw,
                                   void* dw_data) {
  Rules rules(__func__);
  Job job = {};
  job.shape = shape_of(&rules, x, dw, how, dy);
  rules.pointer(x_data, "x").pointer(dy_data, "dy");
  job.x = floats(x_data);
  job.y = floats(dy_data);
  job.result = static_cast<float*>(dw_data);
  return convolve(
      {__func__, Direction::BACKWARD_FILTER, handle, alpha, beta, algorithm, workspace, bytes},
      &rules, job);
}
