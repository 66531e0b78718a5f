// Batch normalisation: rules, and the work on the stream.

#include "cudnn/batch_norm.h"

#include <cmath>

#include "common/text.h"
#include "cudnn/api_layers.h"
#include "cudnn/handle.h"
#include "cudnn/rules.h"

using library::text;

namespace dnn {
namespace {

const float* floats(const void* data) { return static_cast<const float*>(data); }
float* floats(void* data) { return static_cast<float*>(data); }

void check_mode(Rules* rules, int mode) {
  rules->parameter(mode >= PER_ACTIVATION && mode <= SPATIAL_PERSISTENT,
                   text("no such mode: %d", mode));
  rules->supported(mode != PER_ACTIVATION, "statistics for each activation are not emulated");
}

// The parameters are one float for each channel of x: 1 x C x 1 x 1.
void check_parameters(Rules* rules, const Tensor* x, const Tensor* parameters) {
  rules->descriptor(x, "xDesc").descriptor(parameters, "bnScaleBiasMeanVarDesc");
  if (rules->broken()) return;
  rules->supported(x->rank == 4 || x->rank == 5, "only 4 or 5 dimensions");
  const bool fits = parameters->rank == x->rank && parameters->dims[1] == x->dims[1] &&
                    parameters->elements() == static_cast<size_t>(x->dims[1]);
  rules->parameter(fits && parameters->is_packed(NCHW),
                   text("bnScaleBiasMeanVarDesc is %s, not one number for each of %d channels",
                        dims_text(*parameters).c_str(), x->dims[1]));
}

void check_epsilon(Rules* rules, double epsilon) {
  rules->parameter(epsilon >= 0, text("epsilon is %g", epsilon));
}

// Two optional arrays come together.
void check_pair(Rules* rules, const void* a, const void* b, const char* names) {
  rules->parameter(!a == !b, text("one of %s is null, the other is not", names));
}

struct Training {
  Tensor x, y;
  const float *x_at, *scale, *bias;
  float *y_at, *running_mean, *running_variance, *saved_mean, *saved_inverse_deviation;
  double averaging, epsilon, alpha, beta;
};

bool check_memory(const Training& job) {
  const size_t channels = static_cast<size_t>(job.x.dims[1]);
  // The first average takes the new statistics as they are.
  const Blend running(job.averaging, 1 - job.averaging);
  return readable(job.x, job.x_at, "batch norm x") &&
         readable(channels, job.scale, "batch norm scale") &&
         readable(channels, job.bias, "batch norm bias") &&
         blendable({job.alpha, job.beta}, job.y, job.y_at, "batch norm y") &&
         (!job.running_mean ||
          (blendable(running, channels, job.running_mean, "batch norm running mean") &&
           blendable(running, channels, job.running_variance, "batch norm running variance"))) &&
         (!job.saved_mean ||
          (writable(channels, job.saved_mean, "batch norm saved mean") &&
           writable(channels, job.saved_inverse_deviation, "batch norm saved deviation")));
}

bool run(const Training& job) {
  if (!check_memory(job)) return false;
  const Statistics statistics = statistics_of(job.x, job.x_at, job.epsilon);
  normalise(job.x, job.x_at, statistics, job.scale, job.bias, job.y, job.y_at,
            {job.alpha, job.beta});
  const double count = count_of(job.x);
  const double unbiased = count > 1 ? count / (count - 1) : 1;
  Blend running(job.averaging, 1 - job.averaging);
  for (size_t c = 0; c < statistics.mean.size(); c++) {
    if (job.running_mean) {
      running.write(statistics.mean[c], job.running_mean + c);
      running.write(statistics.variance[c] * unbiased, job.running_variance + c);
    }
    if (job.saved_mean) {
      job.saved_mean[c] = static_cast<float>(statistics.mean[c]);
      job.saved_inverse_deviation[c] = static_cast<float>(statistics.inverse_deviation[c]);
    }
  }
  return true;
}

struct Inference {
  Tensor x, y;
  const float *x_at, *scale, *bias, *mean, *variance;
  float* y_at;
  double epsilon, alpha, beta;
};

bool run(const Inference& job) {
  const size_t channels = static_cast<size_t>(job.x.dims[1]);
  if (!readable(job.x, job.x_at, "batch norm x") ||
      !readable(channels, job.scale, "batch norm scale") ||
      !readable(channels, job.bias, "batch norm bias") ||
      !readable(channels, job.mean, "batch norm mean") ||
      !readable(channels, job.variance, "batch norm variance") ||
      !blendable({job.alpha, job.beta}, job.y, job.y_at, "batch norm y")) {
    return false;
  }
  Statistics statistics;
  for (size_t c = 0; c < channels; c++) {
    statistics.mean.push_back(job.mean[c]);
    statistics.inverse_deviation.push_back(1 / std::sqrt(job.variance[c] + job.epsilon));
  }
  normalise(job.x, job.x_at, statistics, job.scale, job.bias, job.y, job.y_at,
            {job.alpha, job.beta});
  return true;
}

struct Backward {
  BatchNormGradient gradient;
  float *dscale, *dbias;
  const float *saved_mean, *saved_inverse_deviation;
  double epsilon, alpha, beta, alpha_parameters, beta_parameters;
};

bool check_memory(const Backward& job) {
  const BatchNormGradient& of = job.gradient;
  const size_t channels = static_cast<size_t>(of.x.dims[1]);
  const Blend parameters(job.alpha_parameters, job.beta_parameters);
  return readable(of.x, of.x_at, "batch norm x") && readable(of.dy, of.dy_at, "batch norm dy") &&
         readable(channels, of.scale, "batch norm scale") &&
         (!job.saved_mean ||
          (readable(channels, job.saved_mean, "batch norm saved mean") &&
           readable(channels, job.saved_inverse_deviation, "batch norm saved deviation"))) &&
         blendable({job.alpha, job.beta}, of.dx, of.dx_at, "batch norm dx") &&
         blendable(parameters, channels, job.dscale, "batch norm dscale") &&
         blendable(parameters, channels, job.dbias, "batch norm dbias");
}

bool run(const Backward& job) {
  if (!check_memory(job)) return false;
  const BatchNormGradient& of = job.gradient;
  const size_t channels = static_cast<size_t>(of.x.dims[1]);
  Statistics statistics;
  if (job.saved_mean) {
    statistics.mean.assign(job.saved_mean, job.saved_mean + channels);
    statistics.inverse_deviation.assign(job.saved_inverse_deviation,
                                        job.saved_inverse_deviation + channels);
  } else {
    statistics = statistics_of(of.x, of.x_at, job.epsilon);
  }
  const GradientSums sums = sums_of(of.x, of.x_at, of.dy, of.dy_at, statistics);
  differentiate(of, statistics, sums, {job.alpha, job.beta});
  Blend parameters(job.alpha_parameters, job.beta_parameters);
  for (size_t c = 0; c < channels; c++) {
    parameters.write(sums.dy_times_x[c], job.dscale + c);
    parameters.write(sums.dy[c], job.dbias + c);
  }
  return true;
}

}  // namespace
}  // namespace dnn

using namespace dnn;

int cudnnDeriveBNTensorDescriptor(Tensor* derived, const Tensor* x, int mode) {
  Rules rules(__func__);
  rules.object(derived, "derivedBnDesc").descriptor(x, "xDesc");
  check_mode(&rules, mode);
  if (rules.broken()) return rules.refused();
  Tensor result = {FLOAT, x->rank, {}, {}};
  for (int i = 0; i < x->rank; i++) result.dims[i] = i == 1 ? x->dims[1] : 1;
  set_packed_strides(NCHW, &result);
  *derived = result;
  return SUCCESS;
}

int cudnnBatchNormalizationForwardTraining(
    Handle* handle, int mode, const void* alpha, const void* beta, const Tensor* x,
    const void* x_data, const Tensor* y, void* y_data, const Tensor* parameters, const void* scale,
    const void* bias, double averaging, void* running_mean, void* running_variance, double epsilon,
    void* saved_mean, void* saved_inverse_deviation) {
  Rules rules(__func__);
  rules.object(handle, "handle").descriptor(y, "yDesc");
  check_mode(&rules, mode);
  check_parameters(&rules, x, parameters);
  check_epsilon(&rules, epsilon);
  rules.pointer(x_data, "x").pointer(y_data, "y").pointer(scale, "bnScale");
  rules.pointer(bias, "bnBias");
  check_pair(&rules, running_mean, running_variance, "the running mean and variance");
  check_pair(&rules, saved_mean, saved_inverse_deviation, "the saved mean and deviation");
  double factor = 0, keep = 0;
  rules.factor(alpha, "alpha", &factor).factor(beta, "beta", &keep);
  if (!rules.broken()) rules.same_dims(*x, "xDesc", *y, "yDesc");
  if (rules.broken()) return rules.refused();
  const Training job = {*x, *y, floats(x_data), floats(scale), floats(bias), floats(y_data),
                        floats(running_mean), floats(running_variance), floats(saved_mean),
                        floats(saved_inverse_deviation), averaging, epsilon, factor, keep};
  return submit(*handle, text("%s %s", __func__, dims_text(*x).c_str()),
                [job] { return run(job); });
}

int cudnnBatchNormalizationForwardInference(Handle* handle, int mode, const void* alpha,
                                            const void* beta, const Tensor* x, const void* x_data,
                                            const Tensor* y, void* y_data,
                                            const Tensor* parameters, const void* scale,
                                            const void* bias, const void* mean,
                                            const void* variance, double epsilon) {
  Rules rules(__func__);
  rules.object(handle, "handle").descriptor(y, "yDesc");
  check_mode(&rules, mode);
  check_parameters(&rules, x, parameters);
  check_epsilon(&rules, epsilon);
  rules.pointer(x_data, "x").pointer(y_data, "y").pointer(scale, "bnScale");
  rules.pointer(bias, "bnBias").pointer(mean, "the mean").pointer(variance, "the variance");
  double factor = 0, keep = 0;
  rules.factor(alpha, "alpha", &factor).factor(beta, "beta", &keep);
  if (!rules.broken()) rules.same_dims(*x, "xDesc", *y, "yDesc");
  if (rules.broken()) return rules.refused();
  const Inference job = {*x, *y, floats(x_data), floats(scale), floats(bias), floats(mean),
                         floats(variance), floats(y_data), epsilon, factor, keep};
  return submit(*handle, text("%s %s", __func__, dims_text(*x).c_str()),
                [job] { return run(job); });
}

int cudnnBatchNormalizationBackward(
    Handle* handle, int mode, const void* alpha_data, const void* beta_data,
    const void* alpha_parameters, const void* beta_parameters, const Tensor* x, const void* x_data,
    const Tensor* dy, const void* dy_data, const Tensor* dx, void* dx_data,
    const Tensor* parameters, const void* scale, void* dscale, void* dbias, double epsilon,
    const void* saved_mean, const void* saved_inverse_deviation) {
  Rules rules(__func__);
  rules.object(handle, "handle").descriptor(dy, "dyDesc").descriptor(dx, "dxDesc");
  check_mode(&rules, mode);
  check_parameters(&rules, x, parameters);
  check_epsilon(&rules, epsilon);
  rules.pointer(x_data, "x").pointer(dy_data, "dy").pointer(dx_data, "dx");
  rules.pointer(scale, "bnScale").pointer(dscale, "dBnScaleResult");
  rules.pointer(dbias, "dBnBiasResult");
  check_pair(&rules, saved_mean, saved_inverse_deviation, "the saved mean and deviation");
  Backward job = {};
  rules.factor(alpha_data, "alphaDataDiff", &job.alpha);
  rules.factor(beta_data, "betaDataDiff", &job.beta);
  rules.factor(alpha_parameters, "alphaParamDiff", &job.alpha_parameters);
  rules.factor(beta_parameters, "betaParamDiff", &job.beta_parameters);
  if (rules.broken()) return rules.refused();
  rules.same_dims(*dy, "dyDesc", *x, "xDesc").same_dims(*dx, "dxDesc", *x, "xDesc");
  if (rules.broken()) return rules.refused();
  job.gradient = {*x, *dy, *dx, floats(x_data), floats(dy_data), floats(scale), floats(dx_data)};
  job.dscale = floats(dscale);
  job.dbias = floats(dbias);
  job.saved_mean = floats(saved_mean);
  job.saved_inverse_deviation = floats(saved_inverse_deviation);
  job.epsilon = epsilon;
  return submit(*handle, text("%s %s", __func__, dims_text(*x).c_str()),
                [job] { return run(job); });
}
