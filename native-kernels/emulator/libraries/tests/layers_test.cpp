// Activations, softmax, pooling and batch normalisation against their definitions; gradients
// against differences of the forward pass where that is simpler.

#include <functional>

#include "cudnn/api_layers.h"
#include "dnn.h"

using namespace dnn;

namespace {

constexpr float HALF = 0.5f, TWO = 2;

Activation* activation(int mode, double coefficient, int nan_propagation = NOT_PROPAGATE_NAN) {
  Activation* made;
  CHECK(cudnnCreateActivationDescriptor(&made) == SUCCESS);
  CHECK(cudnnSetActivationDescriptor(made, mode, nan_propagation, coefficient) == SUCCESS);
  return made;
}

double expected_activation(int mode, double x) {
  switch (mode) {
    case SIGMOID:
      return 1 / (1 + std::exp(-x));
    case TANH:
      return std::tanh(x);
    case CLIPPED_RELU:
      return std::fmin(std::fmax(x, 0), 0.5);
    case ELU:
      return x > 0 ? x : 0.5 * (std::exp(x) - 1);
    default:
      return std::fmax(x, 0);
  }
}

void activations(Handle* handle) {
  const TensorOf nhwc(NHWC, 2, 3, 4, 5), nchw(NCHW, 2, 3, 4, 5);
  const auto x = random_floats(nhwc.floats(), 1), dy = random_floats(nhwc.floats(), 2);
  const auto before = random_floats(nhwc.floats(), 3);
  for (int mode : {SIGMOID, RELU, TANH, CLIPPED_RELU, ELU}) {
    Activation* how = activation(mode, 0.5);
    float *dx = fake::upload(before), *y = fake::upload(before), *x_at = fake::upload(x);
    // From one layout to another.
    CHECK(cudnnActivationForward(handle, how, &TWO, nhwc.descriptor, x_at, &HALF, nchw.descriptor,
                                 y) == SUCCESS);
    nhwc.for_each([&](int n, int c, int h, int w) {
      const size_t to = nchw.at(n, c, h, w);
      const double value = expected_activation(mode, x[nhwc.at(n, c, h, w)]);
      CHECK_NEAR(y[to], 2 * value + 0.5 * before[to], ROUNDING);
    });
    CHECK(cudnnActivationForward(handle, how, &ONE, nhwc.descriptor, x_at, &ZERO, nhwc.descriptor,
                                 y) == SUCCESS);
    CHECK(cudnnActivationBackward(handle, how, &TWO, nhwc.descriptor, y, nhwc.descriptor,
                                  fake::upload(dy), nhwc.descriptor, x_at, &HALF, nhwc.descriptor,
                                  dx) == SUCCESS);
    for (size_t i = 0; i < x.size(); i++) {
      const double step = 1e-5, slope = (expected_activation(mode, x[i] + step) -
                                         expected_activation(mode, x[i] - step)) / (2 * step);
      CHECK_NEAR(dx[i], 2 * dy[i] * slope + 0.5 * before[i], 1e-6);
    }
  }
  CHECK_NOTHING_REPORTED();
}

void activation_rules(Handle* handle) {
  const TensorOf x(NHWC, 1, 2, 2, 2), y(NCHW, 1, 2, 2, 2), other(NHWC, 1, 2, 2, 1);
  float* at = fake::upload({NOT_A_NUMBER, 1, -1, 2, 0, 0, 0, 0});
  float* to = fake::allocate(8);
  const auto relu = [&](Activation* how, const TensorOf& from, const TensorOf& into, float* data) {
    return cudnnActivationForward(handle, how, &ONE, from.descriptor, at, &ZERO, into.descriptor,
                                  data);
  };
  CHECK(relu(activation(RELU, 0), x, x, to) == SUCCESS && to[0] == 0 && to[1] == 1 && to[2] == 0);
  CHECK(relu(activation(RELU, 0, PROPAGATE_NAN), x, x, to) == SUCCESS && std::isnan(to[0]));
  CHECK_NOTHING_REPORTED();
  CHECK(relu(activation(RELU, 0), x, other, to) == BAD_PARAM);
  CHECK_REPORTED("xDesc is 1x2x2x2, yDesc is 1x2x2x1");
  CHECK(relu(activation(RELU, 0), x, y, at) == BAD_PARAM);
  CHECK_REPORTED("replaces an operand of another layout");
  CHECK(relu(activation(IDENTITY, 0), x, x, to) == BAD_PARAM);
  CHECK_REPORTED("identity");
  CHECK(relu(activation(SWISH, 0), x, x, to) == NOT_SUPPORTED);
  CHECK_REPORTED("swish");
  Activation* how = activation(RELU, 0);
  CHECK(cudnnSetActivationDescriptor(how, 7, 0, 0) == BAD_PARAM);
  CHECK_REPORTED("no such mode: 7");
}

// Values of softmax by the definition, over the channels of each pixel or over all of an image.
std::vector<double> expected_softmax(const TensorOf& t, const std::vector<float>& x, int mode) {
  std::vector<double> sums(x.size()), result(x.size());
  const auto group = [&](int n, int h, int w) {
    return mode == SOFTMAX_CHANNEL ? t.at(n, 0, h, w) : t.at(n, 0, 0, 0);
  };
  t.for_each([&](int n, int c, int h, int w) {
    sums[group(n, h, w)] += std::exp(double{x[t.at(n, c, h, w)]});
  });
  t.for_each([&](int n, int c, int h, int w) {
    result[t.at(n, c, h, w)] = std::exp(double{x[t.at(n, c, h, w)]}) / sums[group(n, h, w)];
  });
  return result;
}

// The gradient of sum(dy * f) by differences, for one element at a time.
std::vector<double> differences(const std::vector<float>& x, const std::vector<float>& dy,
                                const std::function<std::vector<double>(
                                    const std::vector<float>&)>& f) {
  constexpr float STEP = 1.0f / 256;
  std::vector<double> gradient(x.size());
  for (size_t i = 0; i < x.size(); i++) {
    std::vector<float> up = x, down = x;
    up[i] += STEP;
    down[i] -= STEP;
    const std::vector<double> above = f(up), below = f(down);
    for (size_t j = 0; j < above.size(); j++) {
      gradient[i] += dy[j] * (above[j] - below[j]) / (double{up[i]} - down[i]);
    }
  }
  return gradient;
}

void softmax(Handle* handle) {
  const TensorOf t(NHWC, 2, 5, 2, 3);
  const auto x = random_floats(t.floats(), 4), dy = random_floats(t.floats(), 5);
  for (int mode : {SOFTMAX_INSTANCE, SOFTMAX_CHANNEL}) {
    for (int algorithm : {SOFTMAX_FAST, SOFTMAX_ACCURATE, SOFTMAX_LOG}) {
      const auto f = [&](const std::vector<float>& at) {
        std::vector<double> y = expected_softmax(t, at, mode);
        if (algorithm == SOFTMAX_LOG) for (double& one : y) one = std::log(one);
        return y;
      };
      float *y = fake::allocate(x.size()), *dx = fake::allocate(x.size());
      CHECK(cudnnSoftmaxForward(handle, algorithm, mode, &ONE, t.descriptor, fake::upload(x),
                                &ZERO, t.descriptor, y) == SUCCESS);
      CHECK(cudnnSoftmaxBackward(handle, algorithm, mode, &TWO, t.descriptor, y, t.descriptor,
                                 fake::upload(dy), &ZERO, t.descriptor, dx) == SUCCESS);
      const std::vector<double> values = f(x), gradient = differences(x, dy, f);
      for (size_t i = 0; i < x.size(); i++) {
        CHECK_NEAR(y[i], values[i], ROUNDING);
        CHECK_NEAR(dx[i], 2 * gradient[i], 1e-5);
      }
    }
  }
  const TensorOf two(NCHW, 1, 2, 1, 1);
  float* y = fake::allocate(2);
  CHECK(cudnnSoftmaxForward(handle, SOFTMAX_ACCURATE, SOFTMAX_CHANNEL, &ONE, two.descriptor,
                            fake::upload({1000, 1000}), &ZERO, two.descriptor, y) == SUCCESS);
  CHECK(y[0] == 0.5f);
  CHECK_NOTHING_REPORTED();
  CHECK(cudnnSoftmaxForward(handle, 3, SOFTMAX_CHANNEL, &ONE, two.descriptor, y, &ZERO,
                            two.descriptor, y) == BAD_PARAM);
  CHECK_REPORTED("no such algorithm: 3");
}

struct PoolingCase {
  int mode, format, h, w, window, pad, stride;
};

Pooling* pooling(const PoolingCase& one) {
  Pooling* made;
  CHECK(cudnnCreatePoolingDescriptor(&made) == SUCCESS);
  CHECK(cudnnSetPooling2dDescriptor(made, one.mode, NOT_PROPAGATE_NAN, one.window, one.window,
                                    one.pad, one.pad, one.stride, one.stride) == SUCCESS);
  return made;
}

std::vector<double> expected_pooling(const PoolingCase& one, const TensorOf& x_of,
                                     const TensorOf& y_of, const std::vector<float>& x) {
  std::vector<double> y(y_of.floats());
  y_of.for_each([&](int n, int c, int p, int q) {
    double sum = 0, most = -INFINITY;
    int count = 0;
    for (int i = 0; i < one.window; i++) {
      for (int j = 0; j < one.window; j++) {
        const int row = p * one.stride - one.pad + i, column = q * one.stride - one.pad + j;
        if (row < 0 || column < 0 || row >= one.h || column >= one.w) continue;
        const double value = x[x_of.at(n, c, row, column)];
        sum += value;
        most = std::fmax(most, value);
        count++;
      }
    }
    if (one.mode == AVERAGE_COUNT_INCLUDE_PADDING) count = one.window * one.window;
    y[y_of.at(n, c, p, q)] = one.mode == MAX_POOLING ? most : sum / count;
  });
  return y;
}

void check_pooling(Handle* handle, const PoolingCase& one) {
  Pooling* how = pooling(one);
  const TensorOf x_of(one.format, 2, 3, one.h, one.w);
  int n, c, h, w;
  CHECK(cudnnGetPooling2dForwardOutputDim(how, x_of.descriptor, &n, &c, &h, &w) == SUCCESS);
  const TensorOf y_of(one.format, n, c, h, w);
  // Numbers far apart, so that the largest stays the largest when differences are taken.
  std::vector<float> x(x_of.floats());
  for (size_t i = 0; i < x.size(); i++) x[i] = static_cast<float>(i * 37 % 101) / 8;
  const auto dy = random_floats(y_of.floats(), 6), before = random_floats(x.size(), 7);
  float *x_at = fake::upload(x), *y = fake::allocate(dy.size()), *dx = fake::upload(before);
  CHECK(cudnnPoolingForward(handle, how, &ONE, x_of.descriptor, x_at, &ZERO, y_of.descriptor, y) ==
        SUCCESS);
  CHECK(cudnnPoolingBackward(handle, how, &HALF, y_of.descriptor, y, y_of.descriptor,
                             fake::upload(dy), x_of.descriptor, x_at, &TWO, x_of.descriptor, dx) ==
        SUCCESS);
  CHECK_NOTHING_REPORTED();
  const auto f = [&](const std::vector<float>& at) {
    return expected_pooling(one, x_of, y_of, at);
  };
  const std::vector<double> values = f(x), gradient = differences(x, dy, f);
  for (size_t i = 0; i < values.size(); i++) CHECK_NEAR(y[i], values[i], ROUNDING);
  for (size_t i = 0; i < x.size(); i++) {
    CHECK_NEAR(dx[i], 0.5 * gradient[i] + 2 * before[i], 1e-6);
  }
}

void pooling_rules(Handle* handle) {
  const PoolingCase one = {MAX_POOLING, NHWC, 4, 4, 3, 0, 1};
  const TensorOf x(NHWC, 1, 1, 4, 4), y(NHWC, 1, 1, 3, 3);
  float* at = fake::upload(random_floats(16, 8));
  CHECK(cudnnPoolingForward(handle, pooling(one), &ONE, x.descriptor, at, &ZERO, y.descriptor,
                            at) == BAD_PARAM);
  CHECK_REPORTED("yDesc is 1x1x3x3, the output of this pooling is 1x1x2x2");
  Pooling* how = pooling(one);
  CHECK(cudnnSetPooling2dDescriptor(how, MAX_POOLING, 0, 0, 1, 0, 0, 1, 1) == BAD_PARAM);
  CHECK_REPORTED("a window without pixels");
  CHECK(cudnnSetPooling2dDescriptor(how, MAX_POOLING, 0, 1, 1, 0, 0, 0, 1) == BAD_PARAM);
  CHECK_REPORTED("a stride is not positive");
  // The first of equals gets the gradient.
  const TensorOf pair(NHWC, 1, 1, 1, 2), single(NHWC, 1, 1, 1, 1);
  CHECK(cudnnSetPooling2dDescriptor(how, MAX_POOLING, 0, 1, 2, 0, 0, 1, 1) == SUCCESS);
  float *equal = fake::upload({1, 1}), *top = fake::upload({3}), *dx = fake::allocate(2);
  CHECK(cudnnPoolingBackward(handle, how, &ONE, single.descriptor, fake::upload({1}),
                             single.descriptor, top, pair.descriptor, equal, &ZERO,
                             pair.descriptor, dx) == SUCCESS);
  CHECK(dx[0] == 3 && dx[1] == 0);
  CHECK_NOTHING_REPORTED();
}

}  // namespace

int main() {
  Handle* handle = create_dnn();
  activations(handle);
  activation_rules(handle);
  softmax(handle);
  for (int mode : {MAX_POOLING, AVERAGE_COUNT_INCLUDE_PADDING, AVERAGE_COUNT_EXCLUDE_PADDING}) {
    for (int format : {NCHW, NHWC}) {
      check_pooling(handle, {mode, format, 5, 6, 3, 1, 1});
      check_pooling(handle, {mode, format, 7, 5, 3, 1, 2});
      check_pooling(handle, {mode, format, 4, 4, 2, 0, 2});
      fake::free_all();
    }
  }
  pooling_rules(handle);
}
