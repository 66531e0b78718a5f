// Arguments of convolutions that are refused, algorithms, and workspaces.

#include <cstring>

#include "dnn.h"

using namespace dnn;

namespace {

Convolution* convolution(int pad, int stride, int dilation, int groups = 1) {
  Convolution* how;
  CHECK(cudnnCreateConvolutionDescriptor(&how) == SUCCESS);
  CHECK(cudnnSetConvolution2dDescriptor(how, pad, pad, stride, stride, dilation, dilation,
                                        CROSS_CORRELATION, FLOAT) == SUCCESS);
  CHECK(cudnnSetConvolutionGroupCount(how, groups) == SUCCESS);
  return how;
}

int output_dims(Convolution* how, const TensorOf& x, const FilterOf& w, int* to) {
  return cudnnGetConvolution2dForwardOutputDim(how, x.descriptor, w.descriptor, to, to + 1, to + 2,
                                               to + 3);
}

void shapes() {
  const TensorOf x(NHWC, 2, 6, 9, 8);
  const FilterOf w(NHWC, 4, 3, 3, 3);
  int dims[4];
  CHECK(output_dims(convolution(1, 2, 2, 2), x, w, dims) == SUCCESS);
  CHECK(dims[0] == 2 && dims[1] == 4 && dims[2] == 4 && dims[3] == 3);
  CHECK_NOTHING_REPORTED();
  CHECK(output_dims(convolution(1, 1, 1), x, w, dims) == BAD_PARAM);
  CHECK_REPORTED("the input has 6 channels, the filter takes 3 in 1 groups");
  CHECK(output_dims(convolution(1, 1, 1, 2), x, FilterOf(NHWC, 5, 3, 3, 3), dims) == BAD_PARAM);
  CHECK_REPORTED("5 output channels in 2 groups");
  CHECK(output_dims(convolution(0, 1, 5, 2), x, w, dims) == BAD_PARAM);
  CHECK_REPORTED("the filter reaches over 11 pixels, the padded input has 9");
  Convolution* unset;
  cudnnCreateConvolutionDescriptor(&unset);
  CHECK(output_dims(unset, x, w, dims) == BAD_PARAM);
  CHECK_REPORTED("convDesc was not set");
  CHECK(cudnnSetConvolution2dDescriptor(unset, 0, 0, 0, 1, 1, 1, 1, FLOAT) == BAD_PARAM);
  CHECK_REPORTED("stride is 0");
  CHECK(cudnnSetConvolution2dDescriptor(unset, -1, 0, 1, 1, 1, 1, 1, FLOAT) == BAD_PARAM);
  CHECK_REPORTED("padding is -1");
  CHECK(cudnnSetConvolution2dDescriptor(unset, 0, 0, 1, 1, 1, 0, 1, FLOAT) == BAD_PARAM);
  CHECK_REPORTED("dilation is 0");
  CHECK(cudnnSetConvolutionGroupCount(unset, 0) == BAD_PARAM);
  CHECK_REPORTED("0 groups");
  CHECK(cudnnSetConvolutionMathType(unset, ALLOW_CONVERSION) == NOT_SUPPORTED);
  CHECK_REPORTED("half precision");
}

// A convolution of 3x3 with padding 1, forward with one algorithm.
struct Call {
  Handle* handle = create_dnn();
  Convolution* how = convolution(1, 1, 1);
  TensorOf x{NHWC, 2, 4, 6, 6}, y{NHWC, 2, 8, 6, 6};
  FilterOf w{NHWC, 8, 4, 3, 3};
  float* x_at = fake::upload(random_floats(x.floats(), 1));
  float* w_at = fake::upload(random_floats(w.layout.floats(), 2));
  float* y_at = fake::allocate(y.floats());
  int algorithm = FORWARD_IMPLICIT_PRECOMP_GEMM;
  size_t bytes = 0;
  float* workspace = nullptr;
  const float *alpha = &ONE, *beta = &ZERO;

  Call() {
    CHECK(cudnnGetConvolutionForwardWorkspaceSize(handle, x.descriptor, w.descriptor, how,
                                                  y.descriptor, algorithm, &bytes) == SUCCESS);
    CHECK(bytes > 0 && bytes % 256 == 0);
    workspace = fake::allocate(bytes / sizeof(float));
  }

  int operator()() const {
    return cudnnConvolutionForward(handle, alpha, x.descriptor, x_at, w.descriptor, w_at, how,
                                   algorithm, workspace, bytes, beta, y.descriptor, y_at);
  }
};

void arguments() {
  CHECK(Call()() == SUCCESS);
  CHECK_NOTHING_REPORTED();
  Call small;
  small.bytes -= 1;
  CHECK(small() == BAD_PARAM);
  CHECK_REPORTED("algorithm 1 needs");
  Call null;
  null.workspace = nullptr;
  CHECK(null() == BAD_PARAM);
  CHECK_REPORTED("the workspace is null");
  Call other_shape;
  other_shape.y = TensorOf(NHWC, 2, 8, 6, 5);
  CHECK(other_shape() == BAD_PARAM);
  CHECK_REPORTED("yDesc is 2x8x6x5, the output of this convolution is 2x8x6x6");
  Call other_layout;
  other_layout.y = TensorOf(NCHW, 2, 8, 6, 6);
  CHECK(other_layout() == NOT_SUPPORTED);
  CHECK_REPORTED("an NHWC filter needs dense NHWC tensors");
  Call gap;
  gap.x = gap.x.with_gap(4);
  CHECK(gap() == NOT_SUPPORTED);
  CHECK_REPORTED("an NHWC filter needs dense NHWC tensors");
  Call winograd;
  winograd.algorithm = FORWARD_WINOGRAD;
  CHECK(winograd() == NOT_SUPPORTED);
  CHECK_REPORTED("algorithm 6: not for NHWC filters");
  Call unknown;
  unknown.algorithm = 8;
  CHECK(unknown() == BAD_PARAM);
  CHECK_REPORTED("no such algorithm: 8");
  Call half;
  CHECK(cudnnSetTensor4dDescriptor(half.x.descriptor, NHWC, HALF, 2, 4, 6, 6) == SUCCESS);
  CHECK(half() == NOT_SUPPORTED);
  CHECK_REPORTED("xDesc: only float32 is emulated");
  Call factor;
  factor.alpha = factor.x_at;
  CHECK(factor() == BAD_PARAM);
  CHECK_REPORTED("alpha lies on the device");
  Call destroyed;
  CHECK(cudnnDestroyFilterDescriptor(destroyed.w.descriptor) == SUCCESS);
  CHECK(destroyed() == BAD_PARAM);
  CHECK_REPORTED("wDesc was destroyed");
  Call no_handle;
  no_handle.handle = nullptr;
  CHECK(no_handle() == BAD_PARAM);
  CHECK_REPORTED("handle is null");
  Call keeps;
  keeps.beta = &ONE;  // reads a result that nobody wrote
  CHECK(keeps() == SUCCESS);
  CHECK_REPORTED("uninitialized read: convolution y");
  Call beyond;
  beyond.y_at = fake::allocate(beyond.y.floats() - 1);
  CHECK(beyond() == EXECUTION_FAILED);
  CHECK_REPORTED("out of bounds: convolution y");
}

void workspace_belongs_to_the_library() {
  Call call;
  CHECK(fake::upload({1}) && call() == SUCCESS);
  CHECK(std::isnan(call.workspace[0]) && std::isnan(call.workspace[call.bytes / 4 - 1]));
  // Where operands or results lie in it they are lost.
  Call operands;
  operands.workspace = operands.x_at;
  operands.bytes = 1024;
  CHECK(operands.x.floats() * sizeof(float) >= operands.bytes);
  operands.how = convolution(1, 1, 1);
  size_t needed;
  operands.algorithm = FORWARD_IMPLICIT_GEMM;
  CHECK(operands() == SUCCESS && !std::isnan(operands.y_at[0]));  // needs no workspace
  operands.algorithm = FORWARD_IMPLICIT_PRECOMP_GEMM;
  CHECK(cudnnGetConvolutionForwardWorkspaceSize(operands.handle, operands.x.descriptor,
                                                operands.w.descriptor, operands.how,
                                                operands.y.descriptor, operands.algorithm,
                                                &needed) == SUCCESS);
  float* both = fake::upload(random_floats(operands.x.floats() + needed / 4, 3));
  operands.x_at = operands.workspace = both;
  operands.bytes = needed;
  CHECK(operands() == SUCCESS && std::isnan(operands.y_at[0]));
  CHECK_NOTHING_REPORTED();
}

void recommendations() {
  Call call;
  Performance results[8];
  int count;
  CHECK(cudnnGetConvolutionForwardAlgorithmMaxCount(call.handle, &count) == SUCCESS && count == 8);
  CHECK(cudnnGetConvolutionForwardAlgorithm_v7(call.handle, call.x.descriptor, call.w.descriptor,
                                               call.how, call.y.descriptor, 8, &count,
                                               results) == SUCCESS);
  CHECK(count == 8 && results[0].algorithm == 1 && results[0].status == SUCCESS);
  CHECK(results[0].memory == call.bytes && results[0].determinism == DETERMINISTIC);
  CHECK(results[1].status == SUCCESS && results[2].status == NOT_SUPPORTED);
  CHECK(results[2].time == -1);
  CHECK(cudnnGetConvolutionBackwardFilterAlgorithm_v7(call.handle, call.x.descriptor,
                                                      call.y.descriptor, call.how,
                                                      call.w.descriptor, 2, &count,
                                                      results) == SUCCESS);
  CHECK(count == 2 && results[0].algorithm == FILTER_0);
  CHECK(results[0].determinism == NON_DETERMINISTIC && results[0].memory == 0);
  CHECK(results[1].determinism == DETERMINISTIC && results[1].memory > 0);
  CHECK(cudnnGetConvolutionBackwardDataAlgorithm_v7(call.handle, call.w.descriptor,
                                                    call.y.descriptor, call.how, call.x.descriptor,
                                                    8, &count, results) == SUCCESS);
  CHECK(count == 6 && results[0].determinism == NON_DETERMINISTIC);
  CHECK_NOTHING_REPORTED();
  CHECK(cudnnGetConvolutionForwardAlgorithm_v7(call.handle, call.x.descriptor, call.w.descriptor,
                                               call.how, call.y.descriptor, 0, &count,
                                               results) == BAD_PARAM);
  CHECK_REPORTED("0 algorithms requested");
}

void trials_wait_and_overwrite_the_result() {
  Call call;
  Performance results[8];
  int count;
  std::memset(call.y_at, 0, sizeof(float));
  const long long waits = fake::counted(emulator::Counter::IMPLICIT_SYNCHRONIZATIONS);
  CHECK(cudnnFindConvolutionForwardAlgorithmEx(
            call.handle, call.x.descriptor, call.x_at, call.w.descriptor, call.w_at, call.how,
            call.y.descriptor, call.y_at, 8, &count, results, nullptr, 0) == SUCCESS);
  CHECK(std::isnan(call.y_at[0]));
  CHECK(fake::counted(emulator::Counter::IMPLICIT_SYNCHRONIZATIONS) == waits + 1);
  // Without a workspace only one is left, and it was measured.
  CHECK(results[0].algorithm == FORWARD_IMPLICIT_GEMM && results[0].time > 0);
  CHECK(results[1].status == ALLOC_FAILED || results[1].status == NOT_SUPPORTED);
  CHECK(cudnnFindConvolutionForwardAlgorithm(call.handle, call.x.descriptor, call.w.descriptor,
                                             call.how, call.y.descriptor, 8, &count,
                                             results) == SUCCESS);
  CHECK(results[0].algorithm == FORWARD_IMPLICIT_PRECOMP_GEMM && results[0].time > 0);
  CHECK_NOTHING_REPORTED();
}

// The documented limits of the algorithms for NCHW filters.
void limits() {
  Handle* handle = create_dnn();
  const auto supported = [&](Convolution* how, int size, int side, int algorithm) {
    const FilterOf w(NCHW, 4, 2, size, size);
    const TensorOf x(NCHW, 1, 4, side, side);
    int d[4];
    CHECK(output_dims(how, x, w, d) == SUCCESS);
    const TensorOf y(NCHW, d[0], d[1], d[2], d[3]);
    size_t bytes;
    const int status = cudnnGetConvolutionForwardWorkspaceSize(
        handle, x.descriptor, w.descriptor, how, y.descriptor, algorithm, &bytes);
    fake::take_reports();
    return status == SUCCESS;
  };
  CHECK(!supported(convolution(1, 1, 1, 2), 3, 8, FORWARD_DIRECT));
  CHECK(!supported(convolution(1, 1, 1, 2), 3, 8, FORWARD_GEMM));  // groups
  CHECK(supported(convolution(1, 1, 1, 2), 3, 8, FORWARD_WINOGRAD));
  CHECK(!supported(convolution(1, 2, 1, 2), 3, 8, FORWARD_WINOGRAD));
  CHECK(!supported(convolution(2, 1, 2, 2), 3, 8, FORWARD_WINOGRAD));
  CHECK(!supported(convolution(2, 1, 1, 2), 5, 8, FORWARD_WINOGRAD));
  CHECK(supported(convolution(2, 1, 1, 2), 5, 8, FORWARD_WINOGRAD_NONFUSED));
  CHECK(supported(convolution(1, 1, 1, 2), 3, 254, FORWARD_FFT));
  CHECK(!supported(convolution(1, 1, 1, 2), 3, 255, FORWARD_FFT));
  CHECK(supported(convolution(1, 1, 1, 2), 3, 255, FORWARD_FFT_TILING));
  CHECK(!supported(convolution(3, 1, 1, 2), 3, 8, FORWARD_FFT_TILING));  // padding
  CHECK(supported(convolution(2, 2, 2, 2), 3, 9, FORWARD_IMPLICIT_GEMM));
}

}  // namespace

int main() {
  shapes();
  arguments();
  workspace_belongs_to_the_library();
  recommendations();
  trials_wait_and_overwrite_the_result();
  limits();
}
