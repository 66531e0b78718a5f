// Batch normalisation by its definition, its gradients by differences, and its rules.

#include "cudnn/api_layers.h"
#include "dnn.h"

using namespace dnn;

namespace {

constexpr double EPSILON = 1e-3;
constexpr int CHANNELS = 3;

struct Setup {
  Handle* handle = create_dnn();
  TensorOf of;
  TensorOf parameters{NCHW, 1, CHANNELS, 1, 1};
  std::vector<float> x, dy, scale, bias;

  explicit Setup(int format) : of(format, 2, CHANNELS, 3, 4) {
    x = random_floats(of.floats(), 1);
    dy = random_floats(of.floats(), 2);
    scale = random_floats(CHANNELS, 3);
    bias = random_floats(CHANNELS, 4);
    CHECK(cudnnDeriveBNTensorDescriptor(parameters.descriptor, of.descriptor, SPATIAL) == SUCCESS);
  }

  double count() const { return static_cast<double>(x.size()) / CHANNELS; }

  std::vector<double> means(const std::vector<double>& at) const {
    std::vector<double> mean(CHANNELS);
    of.for_each([&](int n, int c, int h, int w) { mean[size_t(c)] += at[of.at(n, c, h, w)]; });
    for (double& one : mean) one /= count();
    return mean;
  }

  std::vector<double> variances(const std::vector<double>& at) const {
    const std::vector<double> mean = means(at);
    std::vector<double> squares(at.size());
    of.for_each([&](int n, int c, int h, int w) {
      squares[of.at(n, c, h, w)] = std::pow(at[of.at(n, c, h, w)] - mean[size_t(c)], 2);
    });
    return means(squares);
  }

  std::vector<double> expected(const std::vector<double>& at) const {
    const std::vector<double> mean = means(at), variance = variances(at);
    std::vector<double> y(at.size());
    of.for_each([&](int n, int channel, int h, int w) {
      const size_t i = of.at(n, channel, h, w), c = size_t(channel);
      y[i] = scale[c] * (at[i] - mean[c]) / std::sqrt(variance[c] + EPSILON) + bias[c];
    });
    return y;
  }
};

std::vector<double> doubles(const std::vector<float>& values) {
  return std::vector<double>(values.begin(), values.end());
}

struct Running {
  float *mean, *variance, *saved_mean, *saved_deviation;
};

int train(const Setup& s, double averaging, const Running& to, float* y, float beta = 0) {
  return cudnnBatchNormalizationForwardTraining(
      s.handle, SPATIAL, &ONE, &beta, s.of.descriptor, fake::upload(s.x), s.of.descriptor, y,
      s.parameters.descriptor, fake::upload(s.scale), fake::upload(s.bias), averaging, to.mean,
      to.variance, EPSILON, to.saved_mean, to.saved_deviation);
}

void forward(const Setup& s) {
  const std::vector<double> mean = s.means(doubles(s.x)), variance = s.variances(doubles(s.x));
  const std::vector<double> expected = s.expected(doubles(s.x));
  const Running to = {fake::upload({1, 1, 1}), fake::upload({1, 1, 1}), fake::allocate(CHANNELS),
                      fake::allocate(CHANNELS)};
  float* y = fake::allocate(s.x.size());
  CHECK(train(s, 0.25, to, y) == SUCCESS);
  for (size_t i = 0; i < s.x.size(); i++) CHECK_NEAR(y[i], expected[i], 2 * ROUNDING);
  for (size_t c = 0; c < CHANNELS; c++) {
    const double unbiased = variance[c] * s.count() / (s.count() - 1);
    CHECK_NEAR(to.mean[c], 0.75 + 0.25 * mean[c], ROUNDING);
    CHECK_NEAR(to.variance[c], 0.75 + 0.25 * unbiased, ROUNDING);
    CHECK_NEAR(to.saved_mean[c], mean[c], ROUNDING);
    CHECK_NEAR(to.saved_deviation[c], 1 / std::sqrt(variance[c] + EPSILON), ROUNDING);
  }
  // A first average takes over what is new; nothing has to be kept.
  float* z = fake::upload(std::vector<float>(s.x.size(), 1));
  CHECK(train(s, 1, {fake::allocate(CHANNELS), fake::allocate(CHANNELS), nullptr, nullptr}, z,
              2) == SUCCESS);
  CHECK_NEAR(z[5], expected[5] + 2, 2 * ROUNDING);
  // Inference with the same statistics gives the same.
  std::vector<float> exact_mean(mean.begin(), mean.end());
  std::vector<float> exact_variance(variance.begin(), variance.end());
  CHECK(cudnnBatchNormalizationForwardInference(
            s.handle, SPATIAL_PERSISTENT, &ONE, &ZERO, s.of.descriptor, fake::upload(s.x),
            s.of.descriptor, y, s.parameters.descriptor, fake::upload(s.scale),
            fake::upload(s.bias), fake::upload(exact_mean), fake::upload(exact_variance),
            EPSILON) == SUCCESS);
  for (size_t i = 0; i < s.x.size(); i++) CHECK_NEAR(y[i], expected[i], 1e-6);
  CHECK_NOTHING_REPORTED();
}

double loss(const Setup& s, const std::vector<double>& x) {
  const std::vector<double> y = s.expected(x);
  double sum = 0;
  for (size_t i = 0; i < y.size(); i++) sum += s.dy[i] * y[i];
  return sum;
}

int differentiate(const Setup& s, float* dx, float* dscale, float* dbias, const Running& saved) {
  const float half = 0.5f, two = 2;
  return cudnnBatchNormalizationBackward(
      s.handle, SPATIAL, &two, &half, &half, &ONE, s.of.descriptor, fake::upload(s.x),
      s.of.descriptor, fake::upload(s.dy), s.of.descriptor, dx, s.parameters.descriptor,
      fake::upload(s.scale), dscale, dbias, EPSILON, saved.saved_mean, saved.saved_deviation);
}

void backward(const Setup& s) {
  const Running saved = {nullptr, nullptr, fake::allocate(CHANNELS), fake::allocate(CHANNELS)};
  CHECK(train(s, 1, saved, fake::allocate(s.x.size())) == SUCCESS);
  const auto before = random_floats(s.x.size(), 5);
  for (const Running& statistics : {saved, Running{}}) {
    float *dx = fake::upload(before), *dscale = fake::upload({1, 2, 3});
    float* dbias = fake::upload({4, 5, 6});
    CHECK(differentiate(s, dx, dscale, dbias, statistics) == SUCCESS);
    for (size_t i = 0; i < s.x.size(); i++) {
      std::vector<double> up = doubles(s.x), down = up;
      up[i] += 1e-5;
      down[i] -= 1e-5;
      CHECK_NEAR(dx[i], 2 * (loss(s, up) - loss(s, down)) / 2e-5 + 0.5 * before[i], 1e-5);
    }
    for (int c = 0; c < CHANNELS; c++) {
      Setup other = s;
      other.scale[size_t(c)] += 1;
      const double by_scale = loss(other, doubles(s.x)) - loss(s, doubles(s.x));
      CHECK_NEAR(dscale[c], 0.5 * by_scale + 1 + c, 1e-5);
      other = s;
      other.bias[size_t(c)] += 1;
      const double by_bias = loss(other, doubles(s.x)) - loss(s, doubles(s.x));
      CHECK_NEAR(dbias[c], 0.5 * by_bias + 4 + c, 1e-5);
    }
  }
  CHECK_NOTHING_REPORTED();
}

void rules() {
  Setup s(NHWC);
  float* y = fake::allocate(s.x.size());
  float* one = fake::upload({1, 1, 1});
  CHECK(train(s, 0.5, {one, nullptr, nullptr, nullptr}, y) == BAD_PARAM);
  CHECK_REPORTED("one of the running mean and variance is null");
  CHECK(train(s, 0.5, {nullptr, nullptr, nullptr, one}, y) == BAD_PARAM);
  CHECK_REPORTED("one of the saved mean and deviation is null");
  CHECK(train(s, 0.5, {fake::allocate(CHANNELS), one, nullptr, nullptr}, y) == SUCCESS);
  CHECK_REPORTED("uninitialized read: batch norm running mean");
  CHECK(cudnnDeriveBNTensorDescriptor(s.parameters.descriptor, s.of.descriptor, PER_ACTIVATION) ==
        NOT_SUPPORTED);
  CHECK_REPORTED("statistics for each activation");
  s.parameters = TensorOf(NCHW, 1, CHANNELS + 1, 1, 1);
  CHECK(train(s, 0.5, {}, y) == BAD_PARAM);
  CHECK_REPORTED("is 1x4x1x1, not one number for each of 3 channels");
}

}  // namespace

int main() {
  for (int format : {NCHW, NHWC}) {
    const Setup s(format);
    forward(s);
    backward(s);
  }
  rules();
}
