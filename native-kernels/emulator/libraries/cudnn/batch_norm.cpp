// Batch normalisation in double: the variance by a second pass over the data.

#include "cudnn/batch_norm.h"

#include <cmath>

#include "cudnn/walk.h"

namespace dnn {
namespace {

// A dense vector with one element for each channel, in a tensor's number of dimensions.
Tensor channels_of(const Tensor& x) {
  Tensor result = without(x, 0, x.rank);
  result.dims[1] = x.dims[1];
  set_packed_strides(NCHW, &result);
  return result;
}

size_t channels(const Tensor& x) { return static_cast<size_t>(x.dims[1]); }

}  // namespace

double count_of(const Tensor& x) {
  return static_cast<double>(x.elements() / channels(x));
}

Statistics statistics_of(const Tensor& x, const float* at, double epsilon) {
  const Tensor channel = channels_of(x);
  const Walk<2> walk(x, {&x, &channel});
  Statistics result;
  result.mean.resize(channels(x));
  result.variance.resize(channels(x));
  walk([&](const Walk<2>::Offsets& o) { result.mean[size_t(o[1])] += at[o[0]]; });
  for (double& mean : result.mean) mean /= count_of(x);
  walk([&](const Walk<2>::Offsets& o) {
    const double difference = at[o[0]] - result.mean[size_t(o[1])];
    result.variance[size_t(o[1])] += difference * difference;
  });
  for (double& variance : result.variance) {
    variance /= count_of(x);
    result.inverse_deviation.push_back(1 / std::sqrt(variance + epsilon));
  }
  return result;
}

void normalise(const Tensor& x, const float* x_at, const Statistics& statistics,
               const float* scale, const float* bias, const Tensor& y, float* y_at, Blend blend) {
  const Tensor channel = channels_of(x);
  Walk<3>(x, {&x, &channel, &y})([&](const Walk<3>::Offsets& o) {
    const size_t c = size_t(o[1]);
    const double normal = (x_at[o[0]] - statistics.mean[c]) * statistics.inverse_deviation[c];
    blend.write(scale[c] * normal + bias[c], y_at + o[2]);
  });
}

GradientSums sums_of(const Tensor& x, const float* x_at, const Tensor& dy, const float* dy_at,
                     const Statistics& statistics) {
  const Tensor channel = channels_of(x);
  GradientSums sums = {std::vector<double>(channels(x)), std::vector<double>(channels(x))};
  Walk<3>(x, {&x, &channel, &dy})([&](const Walk<3>::Offsets& o) {
    const size_t c = size_t(o[1]);
    const double normal = (x_at[o[0]] - statistics.mean[c]) * statistics.inverse_deviation[c];
    sums.dy[c] += dy_at[o[2]];
    sums.dy_times_x[c] += dy_at[o[2]] * normal;
  });
  return sums;
}

void differentiate(const BatchNormGradient& job, const Statistics& statistics,
                   const GradientSums& sums, Blend blend) {
  const Tensor channel = channels_of(job.x);
  const double count = count_of(job.x);
  Walk<4>(job.x, {&job.x, &channel, &job.dy, &job.dx})([&](const Walk<4>::Offsets& o) {
    const size_t c = size_t(o[1]);
    const double normal = (job.x_at[o[0]] - statistics.mean[c]) * statistics.inverse_deviation[c];
    const double centred =
        job.dy_at[o[2]] - (sums.dy[c] + normal * sums.dy_times_x[c]) / count;
    blend.write(job.scale[c] * statistics.inverse_deviation[c] * centred, job.dx_at + o[3]);
  });
}

}  // namespace dnn
