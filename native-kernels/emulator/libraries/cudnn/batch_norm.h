// The arithmetic of batch normalisation: one mean and variance for each channel, over images and
// pixels.
#pragma once

#include <vector>

#include "cudnn/descriptors.h"
#include "cudnn/memory.h"

namespace dnn {

// Of each channel.
struct Statistics {
  std::vector<double> mean, inverse_deviation, variance;
};

// How many elements a channel has.
double count_of(const Tensor& x);

Statistics statistics_of(const Tensor& x, const float* at, double epsilon);

// y = scale * (x - mean) * inverse_deviation + bias.
void normalise(const Tensor& x, const float* x_at, const Statistics& statistics,
               const float* scale, const float* bias, const Tensor& y, float* y_at, Blend blend);

// For each channel the sums of dy and of dy times the normalised x.
struct GradientSums {
  std::vector<double> dy, dy_times_x;
};

GradientSums sums_of(const Tensor& x, const float* x_at, const Tensor& dy, const float* dy_at,
                     const Statistics& statistics);

struct BatchNormGradient {
  Tensor x, dy, dx;
  const float *x_at, *dy_at, *scale;
  float* dx_at;
};

void differentiate(const BatchNormGradient& job, const Statistics& statistics,
                   const GradientSums& sums, Blend blend);

}  // namespace dnn
