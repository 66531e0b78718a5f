// Convolutions against the definition, with all algorithms, layouts, groups and dilations.

#include <functional>

#include "dnn.h"

using namespace dnn;

namespace {

struct Case {
  int format, n, c, h, w, k, size_h, size_w, pad, stride, dilation, groups, mode;
  float beta;
  int gap;
};

struct Setup {
  Convolution* how;
  TensorOf x;
  FilterOf filter;
  TensorOf y;
};

Setup set_up(const Case& one) {
  Convolution* how;
  CHECK(cudnnCreateConvolutionDescriptor(&how) == SUCCESS);
  CHECK(cudnnSetConvolutionGroupCount(how, one.groups) == SUCCESS);
  CHECK(cudnnSetConvolution2dDescriptor(how, one.pad, one.pad, one.stride, one.stride,
                                        one.dilation, one.dilation, one.mode, FLOAT) == SUCCESS);
  CHECK(cudnnSetConvolutionMathType(how, FMA_MATH) == SUCCESS);
  TensorOf x(one.format, one.n, one.c, one.h, one.w);
  if (one.gap) x = x.with_gap(one.gap);
  const FilterOf filter(one.format, one.k, one.c / one.groups, one.size_h, one.size_w);
  int n, c, h, w;
  CHECK(cudnnGetConvolution2dForwardOutputDim(how, x.descriptor, filter.descriptor, &n, &c, &h,
                                              &w) == SUCCESS);
  return {how, x, filter, TensorOf(one.format, n, c, h, w)};
}

// Calls for each triple of an input, a weight and an output that belong together.
void for_each_product(const Case& one, const Setup& s,
                      const std::function<void(size_t x, size_t w, size_t y)>& visit) {
  const int per_group = one.c / one.groups, out_per_group = one.k / one.groups;
  s.y.for_each([&](int n, int k, int p, int q) {
    for (int c = 0; c < per_group; c++) {
      for (int r = 0; r < one.size_h; r++) {
        for (int t = 0; t < one.size_w; t++) {
          const int row = p * one.stride - one.pad + r * one.dilation;
          const int column = q * one.stride - one.pad + t * one.dilation;
          if (row < 0 || column < 0 || row >= one.h || column >= one.w) continue;
          const bool turned = one.mode == CONVOLUTION;
          visit(s.x.at(n, k / out_per_group * per_group + c, row, column),
                s.filter.layout.at(k, c, turned ? one.size_h - 1 - r : r,
                                   turned ? one.size_w - 1 - t : t),
                s.y.at(n, k, p, q));
        }
      }
    }
  });
}

constexpr float ALPHA = 0.75f;

void check_all(const TensorOf& layout, const float* result, const std::vector<double>& expected,
               const std::vector<float>& before, float beta) {
  layout.for_each([&](int n, int c, int h, int w) {
    const size_t at = layout.at(n, c, h, w);
    const double kept = beta == 0 ? 0 : double{beta} * before[at];
    // Algorithms without a fixed order may round to the other neighbour.
    CHECK_NEAR(result[at], ALPHA * expected[at] + kept, 2 * ROUNDING);
  });
}

float* target(const std::vector<float>& before, float beta) {
  return beta == 0 ? fake::allocate(before.size()) : fake::upload(before);
}

// Runs each algorithm that is said to work, with just the workspace it asks for.
int with_each_algorithm(int count, const std::function<int(int, size_t*)>& size,
                        const std::function<void(int, void*, size_t)>& use) {
  int supported = 0;
  for (int algorithm = 0; algorithm < count; algorithm++) {
    size_t bytes;
    const int status = size(algorithm, &bytes);
    fake::take_reports();
    if (status == NOT_SUPPORTED) continue;
    CHECK(status == SUCCESS);
    use(algorithm, bytes ? fake::allocate(bytes / sizeof(float)) : nullptr, bytes);
    CHECK_NOTHING_REPORTED();
    supported++;
  }
  return supported;
}

int check_forward(Handle* handle, const Case& one) {
  const Setup s = set_up(one);
  const auto x = random_floats(s.x.floats(), 1), w = random_floats(s.filter.layout.floats(), 2);
  const auto before = random_floats(s.y.floats(), 3);
  std::vector<double> expected(before.size());
  for_each_product(one, s, [&](size_t i, size_t j, size_t o) {
    expected[o] += double{x[i]} * w[j];
  });
  const float *dx = fake::upload(x), *dw = fake::upload(w);
  return with_each_algorithm(
      8,
      [&](int algorithm, size_t* bytes) {
        return cudnnGetConvolutionForwardWorkspaceSize(handle, s.x.descriptor, s.filter.descriptor,
                                                       s.how, s.y.descriptor, algorithm, bytes);
      },
      [&](int algorithm, void* workspace, size_t bytes) {
        float* y = target(before, one.beta);
        CHECK(cudnnConvolutionForward(handle, &ALPHA, s.x.descriptor, dx, s.filter.descriptor, dw,
                                      s.how, algorithm, workspace, bytes, &one.beta,
                                      s.y.descriptor, y) == SUCCESS);
        check_all(s.y, y, expected, before, one.beta);
      });
}

int check_backward_data(Handle* handle, const Case& one) {
  const Setup s = set_up(one);
  const auto dy = random_floats(s.y.floats(), 4), w = random_floats(s.filter.layout.floats(), 5);
  const auto before = random_floats(s.x.floats(), 6);
  std::vector<double> expected(before.size());
  for_each_product(one, s, [&](size_t i, size_t j, size_t o) {
    expected[i] += double{dy[o]} * w[j];
  });
  const float *ddy = fake::upload(dy), *dw = fake::upload(w);
  return with_each_algorithm(
      6,
      [&](int algorithm, size_t* bytes) {
        return cudnnGetConvolutionBackwardDataWorkspaceSize(handle, s.filter.descriptor,
                                                            s.y.descriptor, s.how,
                                                            s.x.descriptor, algorithm, bytes);
      },
      [&](int algorithm, void* workspace, size_t bytes) {
        float* dx = target(before, one.beta);
        CHECK(cudnnConvolutionBackwardData(handle, &ALPHA, s.filter.descriptor, dw,
                                           s.y.descriptor, ddy, s.how, algorithm, workspace, bytes,
                                           &one.beta, s.x.descriptor, dx) == SUCCESS);
        check_all(s.x, dx, expected, before, one.beta);
        if (one.gap && one.beta == 0) CHECK(!fake::is_written(dx + s.x.at(1, 0, 0, 0) - 1, 4));
      });
}

int check_backward_filter(Handle* handle, const Case& one) {
  const Setup s = set_up(one);
  const auto x = random_floats(s.x.floats(), 7), dy = random_floats(s.y.floats(), 8);
  const auto before = random_floats(s.filter.layout.floats(), 9);
  std::vector<double> expected(before.size());
  for_each_product(one, s, [&](size_t i, size_t j, size_t o) {
    expected[j] += double{x[i]} * dy[o];
  });
  const float *dx = fake::upload(x), *ddy = fake::upload(dy);
  return with_each_algorithm(
      7,
      [&](int algorithm, size_t* bytes) {
        return cudnnGetConvolutionBackwardFilterWorkspaceSize(handle, s.x.descriptor,
                                                              s.y.descriptor, s.how,
                                                              s.filter.descriptor, algorithm,
                                                              bytes);
      },
      [&](int algorithm, void* workspace, size_t bytes) {
        float* dw = target(before, one.beta);
        CHECK(cudnnConvolutionBackwardFilter(handle, &ALPHA, s.x.descriptor, dx, s.y.descriptor,
                                             ddy, s.how, algorithm, workspace, bytes, &one.beta,
                                             s.filter.descriptor, dw) == SUCCESS);
        check_all(s.filter.layout, dw, expected, before, one.beta);
      });
}

// The products of operands rounded to ten bits, unless the mathematics are to be exact.
void tf32_unless_excluded(Handle* handle) {
  const Setup s = set_up({NHWC, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, CROSS_CORRELATION, 0, 0});
  const float value = 1 + 0x1p-20f;
  const float *x = fake::upload({value}), *w = fake::upload({3});
  const auto product = [&](int math_type) {
    CHECK(cudnnSetConvolutionMathType(s.how, math_type) == SUCCESS);
    float* y = fake::allocate(1);
    CHECK(cudnnConvolutionForward(handle, &ONE, s.x.descriptor, x, s.filter.descriptor, w, s.how,
                                  FORWARD_IMPLICIT_GEMM, nullptr, 0, &ZERO, s.y.descriptor,
                                  y) == SUCCESS);
    return *y;
  };
  CHECK(product(DEFAULT_MATH) == 3);
  CHECK(product(TENSOR_OP_MATH) == 3);
  CHECK(product(FMA_MATH) == 3 * value);
}

// Two runs of an algorithm without a fixed order differ, those of another do not.
void order_of_sums(Handle* handle) {
  const Setup s = set_up({NHWC, 2, 8, 9, 9, 8, 3, 3, 1, 1, 1, 1, CROSS_CORRELATION, 0, 0});
  const float* x = fake::upload(random_floats(s.x.floats(), 10));
  const float* dy = fake::upload(random_floats(s.y.floats(), 11));
  const size_t count = s.filter.layout.floats();
  const auto gradient = [&](int algorithm) {
    size_t bytes;
    CHECK(cudnnGetConvolutionBackwardFilterWorkspaceSize(handle, s.x.descriptor, s.y.descriptor,
                                                         s.how, s.filter.descriptor, algorithm,
                                                         &bytes) == SUCCESS);
    float* dw = fake::allocate(count);
    CHECK(cudnnConvolutionBackwardFilter(handle, &ONE, s.x.descriptor, x, s.y.descriptor, dy,
                                         s.how, algorithm, fake::allocate(bytes / 4), bytes, &ZERO,
                                         s.filter.descriptor, dw) == SUCCESS);
    return std::vector<float>(dw, dw + count);
  };
  CHECK(gradient(FILTER_1) == gradient(FILTER_1));
  CHECK(gradient(FILTER_0) != gradient(FILTER_0));
}

}  // namespace

int main() {
  Handle* handle = create_dnn();
  const Case cases[] = {
      {NCHW, 2, 3, 7, 5, 4, 3, 3, 1, 1, 1, 1, CROSS_CORRELATION, 0, 0},
      {NCHW, 2, 3, 7, 6, 4, 3, 2, 1, 2, 1, 1, CONVOLUTION, 2, 0},
      {NCHW, 1, 6, 9, 9, 4, 3, 3, 2, 1, 2, 2, CROSS_CORRELATION, 0.5f, 0},
      {NCHW, 2, 2, 6, 6, 3, 5, 5, 2, 1, 1, 1, CROSS_CORRELATION, 0, 0},
      {NHWC, 2, 3, 7, 5, 4, 3, 3, 1, 1, 1, 1, CROSS_CORRELATION, 0, 0},
      {NHWC, 3, 16, 8, 8, 17, 3, 3, 1, 2, 1, 1, CROSS_CORRELATION, 1, 0},
      {NHWC, 2, 6, 9, 7, 9, 3, 2, 2, 1, 2, 3, CONVOLUTION, 0, 0},
      {NHWC, 2, 5, 6, 6, 5, 3, 3, 1, 1, 1, 5, CROSS_CORRELATION, -1, 0},
      {NHWC, 2, 12, 4, 3, 10, 1, 1, 0, 1, 1, 1, CROSS_CORRELATION, 0, 0},
      {NHWC, 2, 12, 5, 5, 10, 1, 1, 0, 2, 1, 1, CROSS_CORRELATION, 0, 0},
  };
  for (const Case& one : cases) {
    CHECK(check_forward(handle, one) >= 2);
    CHECK(check_backward_data(handle, one) >= 2);
    CHECK(check_backward_filter(handle, one) >= 2);
    fake::free_all();
  }
  // Images that do not follow each other: nothing between them is touched.
  const Case gap = {NCHW, 2, 3, 7, 5, 4, 3, 3, 1, 1, 1, 1, CROSS_CORRELATION, 0, 4};
  CHECK(check_forward(handle, gap) == 2);
  CHECK(check_backward_data(handle, gap) == 2);
  CHECK(check_backward_filter(handle, gap) == 2);
  tf32_unless_excluded(handle);
  order_of_sums(handle);
}
