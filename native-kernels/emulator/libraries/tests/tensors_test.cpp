// Handles, tensor descriptors, operations element by element, reductions, order of streams.

#include <cstring>

#include "common/driver.h"
#include "cudnn/api_layers.h"
#include "dnn.h"

using namespace dnn;

namespace {

void* const STREAM = reinterpret_cast<void*>(0x100);

void handles() {
  CHECK(cudnnGetVersion() == 90501 && cudnnGetCudartVersion() == 12060);
  CHECK(!std::strcmp(cudnnGetErrorString(2000), "CUDNN_STATUS_BAD_PARAM"));
  int part;
  CHECK(cudnnGetProperty(1, &part) == SUCCESS && part == 5);
  Handle* handle = create_dnn();
  void* stream;
  CHECK(cudnnSetStream(handle, STREAM) == SUCCESS);
  CHECK(cudnnGetStream(handle, &stream) == SUCCESS && stream == STREAM);
  CHECK(cudnnDestroy(handle) == SUCCESS);
  CHECK_NOTHING_REPORTED();
  CHECK(cudnnSetStream(handle, STREAM) == BAD_PARAM);
  CHECK_REPORTED("handle was destroyed");
}

void descriptors() {
  const TensorOf nchw(NCHW, 2, 3, 4, 5), nhwc(NHWC, 2, 3, 4, 5);
  CHECK((nchw.strides == std::array<int, 4>{60, 20, 5, 1}));
  CHECK((nhwc.strides == std::array<int, 4>{60, 1, 15, 3}));
  size_t bytes;
  CHECK(cudnnGetTensorSizeInBytes(nhwc.with_gap(7).descriptor, &bytes) == SUCCESS);
  CHECK(bytes == (60 + 67) * sizeof(float));
  Tensor* tensor;
  cudnnCreateTensorDescriptor(&tensor);
  const int dims[] = {2, 3, 4, 5, 6}, strides[] = {360, 120, 30, 6, 1};
  int type, rank, got[5], got_strides[5];
  CHECK(cudnnSetTensorNdDescriptor(tensor, FLOAT, 5, dims, strides) == SUCCESS);
  CHECK(cudnnGetTensorNdDescriptor(tensor, 5, &type, &rank, got, got_strides) == SUCCESS);
  CHECK(rank == 5 && got[4] == 6 && got_strides[1] == 120);
  CHECK(cudnnSetTensorNdDescriptorEx(tensor, NHWC, FLOAT, 5, dims) == SUCCESS);
  CHECK(cudnnGetTensorNdDescriptor(tensor, 5, &type, &rank, got, got_strides) == SUCCESS);
  CHECK(got_strides[1] == 1 && got_strides[4] == 3 && got_strides[0] == 360);
  CHECK_NOTHING_REPORTED();
  CHECK(cudnnSetTensor4dDescriptor(tensor, NHWC, FLOAT, 2, 0, 4, 5) == BAD_PARAM);
  CHECK_REPORTED("dimension 1 is 0");
  CHECK(cudnnSetTensor4dDescriptorEx(tensor, FLOAT, 2, 3, 4, 5, 60, 1, 0, 3) == BAD_PARAM);
  CHECK_REPORTED("stride 2 is 0");
  CHECK(cudnnSetTensor4dDescriptor(tensor, 3, FLOAT, 2, 1, 4, 5) == BAD_PARAM);
  CHECK_REPORTED("no such format: 3");
  CHECK(cudnnSetTensor4dDescriptor(tensor, NHWC, 99, 2, 1, 4, 5) == BAD_PARAM);
  CHECK_REPORTED("no such data type: 99");
  CHECK(cudnnSetTensor4dDescriptor(tensor, NHWC, FLOAT, 1 << 16, 1 << 15, 1, 1) == NOT_SUPPORTED);
  CHECK_REPORTED("more than 2^31 - 1 elements");
  CHECK(cudnnSetTensorNdDescriptor(tensor, FLOAT, 3, dims, strides) == NOT_SUPPORTED);
  CHECK_REPORTED("3 dimensions, 4 to 8 are supported");
  CHECK(cudnnDestroyTensorDescriptor(tensor) == SUCCESS);
  CHECK(cudnnDestroyTensorDescriptor(tensor) == BAD_PARAM);
  CHECK_REPORTED("was destroyed");
}

void fill_scale_transform_add(Handle* handle) {
  const TensorOf from(NCHW, 2, 3, 4, 5), to(NHWC, 2, 3, 4, 5), bias(NHWC, 1, 3, 1, 1);
  const auto x = random_floats(from.floats(), 1), b = random_floats(3, 2);
  float *x_at = fake::upload(x), *y = fake::allocate(x.size());
  CHECK(cudnnTransformTensor(handle, &ONE, from.descriptor, x_at, &ZERO, to.descriptor, y) ==
        SUCCESS);
  const float half = 0.5f, two = 2;
  CHECK(cudnnScaleTensor(handle, to.descriptor, y, &half) == SUCCESS);
  CHECK(cudnnAddTensor(handle, &ONE, bias.descriptor, fake::upload(b), &two, to.descriptor, y) ==
        SUCCESS);
  to.for_each([&](int n, int c, int h, int w) {
    CHECK_NEAR(y[to.at(n, c, h, w)], x[from.at(n, c, h, w)] + b[size_t(c)], ROUNDING);
  });
  const TensorOf gap = to.with_gap(2);
  float* z = fake::allocate(gap.floats());
  CHECK(cudnnSetTensor(handle, gap.descriptor, z, &half) == SUCCESS);
  CHECK(z[59] == half && z[62] == half && !fake::is_written(z + 60, sizeof(float)));
  CHECK_NOTHING_REPORTED();
  const TensorOf wrong(NHWC, 1, 2, 1, 1);
  CHECK(cudnnAddTensor(handle, &ONE, wrong.descriptor, x_at, &ONE, to.descriptor, y) == BAD_PARAM);
  CHECK_REPORTED("aDesc is 1x2x1x1, which does not repeat to 2x3x4x5");
}

void pointwise_operations(Handle* handle) {
  const TensorOf of(NHWC, 2, 3, 2, 2), one(NHWC, 1, 3, 1, 1);
  const auto a = random_floats(of.floats(), 3), b = random_floats(3, 4);
  const float two = 2, half = 0.5f;
  const auto check = [&](int kind, double (*expected)(double, double)) {
    PointwiseOperation* operation;
    cudnnCreateOpTensorDescriptor(&operation);
    CHECK(cudnnSetOpTensorDescriptor(operation, kind, FLOAT, NOT_PROPAGATE_NAN) == SUCCESS);
    std::vector<float> positive = a;
    if (kind == ROOT) for (float& x : positive) x = std::fabs(x);
    float* c = fake::upload(a);
    CHECK(cudnnOpTensor(handle, operation, &two, of.descriptor, fake::upload(positive), &half,
                        one.descriptor, fake::upload(b), &ONE, of.descriptor, c) == SUCCESS);
    of.for_each([&](int n, int channel, int h, int w) {
      const size_t i = of.at(n, channel, h, w);
      CHECK_NEAR(c[i], expected(2.0 * positive[i], 0.5 * b[size_t(channel)]) + a[i], ROUNDING);
    });
    CHECK_NOTHING_REPORTED();
  };
  check(ADD, [](double x, double y) { return x + y; });
  check(MULTIPLY, [](double x, double y) { return x * y; });
  check(MINIMUM, [](double x, double y) { return std::fmin(x, y); });
  check(MAXIMUM, [](double x, double y) { return std::fmax(x, y); });
  check(ROOT, [](double x, double) { return std::sqrt(x); });
  check(NOT, [](double x, double) { return 1 - x; });
}

void reductions(Handle* handle) {
  const TensorOf of(NHWC, 2, 3, 2, 2), to(NHWC, 1, 3, 1, 1);
  auto a = random_floats(of.floats(), 5);
  a[of.at(1, 1, 0, 1)] = -2;
  const auto reduce = [&](int kind, size_t spare) {
    Reduction* reduction;
    cudnnCreateReduceTensorDescriptor(&reduction);
    CHECK(cudnnSetReduceTensorDescriptor(reduction, kind, FLOAT, NOT_PROPAGATE_NAN, 0, 0) ==
          SUCCESS);
    size_t bytes;
    CHECK(cudnnGetReductionWorkspaceSize(handle, reduction, of.descriptor, to.descriptor,
                                         &bytes) == SUCCESS && bytes > 0);
    float* c = fake::upload({1, 1, 1});
    const int status = cudnnReduceTensor(
        handle, reduction, nullptr, 0, fake::allocate(bytes / sizeof(float)), bytes - spare, &ONE,
        of.descriptor, fake::upload(a), &ONE, to.descriptor, c);
    CHECK((status == SUCCESS) == (spare == 0));
    return c[1] - 1.0;
  };
  double sum = 0, product = 1, least = INFINITY, most = -INFINITY, absolute = 0, squares = 0;
  of.for_each([&](int n, int c, int h, int w) {
    const double value = a[of.at(n, c, h, w)];
    if (c != 1) return;
    sum += value;
    product *= value;
    least = std::fmin(least, value);
    most = std::fmax(most, value);
    absolute += std::fabs(value);
    squares += value * value;
  });
  CHECK_NEAR(reduce(REDUCE_ADD, 0), sum, 2 * ROUNDING);
  CHECK_NEAR(reduce(REDUCE_AVERAGE, 0), sum / 8, 2 * ROUNDING);
  CHECK_NEAR(reduce(REDUCE_MULTIPLY, 0), product, 2 * ROUNDING);
  CHECK_NEAR(reduce(REDUCE_MINIMUM, 0), least, 2 * ROUNDING);
  CHECK_NEAR(reduce(REDUCE_MAXIMUM, 0), most, 2 * ROUNDING);
  CHECK_NEAR(reduce(REDUCE_ABSOLUTE_MAXIMUM, 0), std::fmax(most, -least), 2 * ROUNDING);
  CHECK_NEAR(reduce(REDUCE_NORM1, 0), absolute, 2 * ROUNDING);
  CHECK_NEAR(reduce(REDUCE_NORM2, 0), std::sqrt(squares), 2 * ROUNDING);
  float* db = fake::allocate(3);
  CHECK(cudnnConvolutionBackwardBias(handle, &ONE, of.descriptor, fake::upload(a), &ZERO,
                                     to.descriptor, db) == SUCCESS);
  CHECK_NEAR(db[1], sum, ROUNDING);
  CHECK_NOTHING_REPORTED();
  reduce(REDUCE_ADD, 1);
  CHECK_REPORTED("a workspace of");
}

void work_waits_for_its_stream(Handle* handle) {
  const TensorOf of(NHWC, 1, 1, 1, 1);
  float* x = fake::upload({1});
  cudnnSetStream(handle, STREAM);
  fake::postpone(true);
  float factor = 3;
  CHECK(cudnnScaleTensor(handle, of.descriptor, x, &factor) == SUCCESS);
  factor = 100;  // was read when the call was made
  CHECK(cudnnSetTensor4dDescriptor(of.descriptor, NHWC, FLOAT, 9, 9, 9, 9) == SUCCESS);  // as well
  CHECK(*x == 1);
  CHECK(cuStreamSynchronize(nullptr) == 0 && *x == 1);
  CHECK(cuStreamSynchronize(STREAM) == 0 && *x == 3);
  fake::postpone(false);
  CHECK(fake::counted(emulator::Counter::DNN_CALLS) > 0);
  CHECK_NOTHING_REPORTED();
}

}  // namespace

int main() {
  handles();
  descriptors();
  Handle* handle = create_dnn();
  fill_scale_transform_add(handle);
  pointwise_operations(handle);
  reductions(handle);
  work_waits_for_its_stream(handle);
}
