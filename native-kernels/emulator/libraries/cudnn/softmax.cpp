// Softmax and its logarithm, over all of an image or over the channels of each pixel.

#include <cmath>

#include "common/text.h"
#include "cudnn/api_layers.h"
#include "cudnn/handle.h"
#include "cudnn/memory.h"
#include "cudnn/rules.h"
#include "cudnn/walk.h"

using library::text;

namespace dnn {
namespace {

// The dimensions that are normalised over are those from 1 to last - 1.
struct Forward {
  int algorithm, last;
  Tensor x, y;
  const float* x_at;
  float* y_at;
  double alpha, beta;
};

// One group of elements that sum to one.
void normalise(const Forward& job, const float* x, float* y, Blend* blend) {
  const Walk<2> group(part(job.x, 1, job.last), {&job.x, &job.y});
  double most = -INFINITY, sum = 0;
  group([&](const Walk<2>::Offsets& at) { most = std::fmax(most, x[at[0]]); });
  if (job.algorithm == SOFTMAX_FAST) most = 0;  // may overflow, as the real one
  group([&](const Walk<2>::Offsets& at) { sum += std::exp(x[at[0]] - most); });
  group([&](const Walk<2>::Offsets& at) {
    const double shifted = x[at[0]] - most;
    blend->write(job.algorithm == SOFTMAX_LOG ? shifted - std::log(sum) : std::exp(shifted) / sum,
                 y + at[1]);
  });
}

bool run(const Forward& job) {
  Blend blend(job.alpha, job.beta);
  if (!readable(job.x, job.x_at, "softmax x") || !blendable(blend, job.y, job.y_at, "softmax y")) {
    return false;
  }
  Walk<2>(without(job.x, 1, job.last), {&job.x, &job.y})([&](const Walk<2>::Offsets& at) {
    normalise(job, job.x_at + at[0], job.y_at + at[1], &blend);
  });
  return true;
}

struct Backward {
  int algorithm, last;
  Tensor y, dy, dx;
  const float *y_at, *dy_at;
  float* dx_at;
  double alpha, beta;
};

void differentiate(const Backward& job, const float* y, const float* dy, float* dx,
                   Blend* blend) {
  const Walk<3> group(part(job.y, 1, job.last), {&job.y, &job.dy, &job.dx});
  const bool log = job.algorithm == SOFTMAX_LOG;
  double sum = 0;
  group([&](const Walk<3>::Offsets& at) { sum += dy[at[1]] * (log ? 1.0 : double{y[at[0]]}); });
  group([&](const Walk<3>::Offsets& at) {
    const double value = y[at[0]], gradient = dy[at[1]];
    blend->write(log ? gradient - std::exp(value) * sum : value * (gradient - sum), dx + at[2]);
  });
}

bool run(const Backward& job) {
  Blend blend(job.alpha, job.beta);
  if (!readable(job.y, job.y_at, "softmax y") || !readable(job.dy, job.dy_at, "softmax dy") ||
      !blendable(blend, job.dx, job.dx_at, "softmax dx")) {
    return false;
  }
  Walk<3>(without(job.y, 1, job.last), {&job.y, &job.dy, &job.dx})(
      [&](const Walk<3>::Offsets& at) {
        differentiate(job, job.y_at + at[0], job.dy_at + at[1], job.dx_at + at[2], &blend);
      });
  return true;
}

void check_kind(Rules* rules, int algorithm, int mode) {
  rules->parameter(algorithm >= SOFTMAX_FAST && algorithm <= SOFTMAX_LOG,
                   text("no such algorithm: %d", algorithm));
  rules->parameter(mode == SOFTMAX_INSTANCE || mode == SOFTMAX_CHANNEL,
                   text("no such mode: %d", mode));
}

int last_of(int mode, const Tensor& x) { return mode == SOFTMAX_CHANNEL ? 2 : x.rank; }

}  // namespace
}  // namespace dnn

using namespace dnn;

int cudnnSoftmaxForward(Handle* handle, int algorithm, int mode, const void* alpha,
                        const Tensor* x, const void* x_data, const void* beta, const Tensor* y,
                        void* y_data) {
  Rules rules(__func__);
  rules.object(handle, "handle").descriptor(x, "xDesc").descriptor(y, "yDesc");
  check_kind(&rules, algorithm, mode);
  rules.pointer(x_data, "x").pointer(y_data, "y");
  double factor = 0, keep = 0;
  rules.factor(alpha, "alpha", &factor).factor(beta, "beta", &keep);
  if (!rules.broken()) rules.same_dims(*x, "xDesc", *y, "yDesc");
  if (rules.broken()) return rules.refused();
  const Forward job = {algorithm, last_of(mode, *x), *x, *y, static_cast<const float*>(x_data),
                       static_cast<float*>(y_data), factor, keep};
  return submit(*handle, text("%s %s", __func__, dims_text(*x).c_str()),
                [job] { return run(job); });
}

int cudnnSoftmaxBackward(Handle* handle, int algorithm, int mode, const void* alpha,
                         const Tensor* y, const void* y_data, const Tensor* dy,
                         const void* dy_data, const void* beta, const Tensor* dx, void* dx_data) {
  Rules rules(__func__);
  rules.object(handle, "handle").descriptor(y, "yDesc").descriptor(dy, "dyDesc");
  rules.descriptor(dx, "dxDesc");
  check_kind(&rules, algorithm, mode);
  rules.pointer(y_data, "y").pointer(dy_data, "dy").pointer(dx_data, "dx");
  double factor = 0, keep = 0;
  rules.factor(alpha, "alpha", &factor).factor(beta, "beta", &keep);
  if (rules.broken()) return rules.refused();
  rules.same_dims(*dy, "dyDesc", *y, "yDesc").same_dims(*dx, "dxDesc", *y, "yDesc");
  if (rules.broken()) return rules.refused();
  const Backward job = {algorithm, last_of(mode, *y), *y, *dy, *dx,
                        static_cast<const float*>(y_data), static_cast<const float*>(dy_data),
                        static_cast<float*>(dx_data), factor, keep};
  return submit(*handle, text("%s %s", __func__, dims_text(*y).c_str()),
                [job] { return run(job); });
}
