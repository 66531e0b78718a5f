// Numbers of cuDNN 9. In the functions they are plain integers, as they may be anything.
#pragma once

#include <cstddef>

namespace dnn {

enum Status : int {
  SUCCESS = 0,
  NOT_INITIALIZED = 1001,
  BAD_PARAM = 2000,
  NOT_SUPPORTED = 3000,
  INTERNAL_ERROR = 4000,
  ALLOC_FAILED = 4003,
  EXECUTION_FAILED = 5000,
};

constexpr int MOST_DIMENSIONS = 8;

enum DataType : int { FLOAT = 0, DOUBLE = 1, HALF = 2, INT32 = 4, LAST_DATA_TYPE = 14 };
enum Format : int { NCHW = 0, NHWC = 1, NCHW_VECT_C = 2 };
enum MathType : int { DEFAULT_MATH = 0, TENSOR_OP_MATH = 1, ALLOW_CONVERSION = 2, FMA_MATH = 3 };
enum NanPropagation : int { NOT_PROPAGATE_NAN = 0, PROPAGATE_NAN = 1 };
enum ConvolutionMode : int { CONVOLUTION = 0, CROSS_CORRELATION = 1 };
enum Determinism : int { NON_DETERMINISTIC = 0, DETERMINISTIC = 1 };

enum ForwardAlgorithm : int {
  FORWARD_IMPLICIT_GEMM = 0,
  FORWARD_IMPLICIT_PRECOMP_GEMM = 1,
  FORWARD_GEMM = 2,
  FORWARD_DIRECT = 3,
  FORWARD_FFT = 4,
  FORWARD_FFT_TILING = 5,
  FORWARD_WINOGRAD = 6,
  FORWARD_WINOGRAD_NONFUSED = 7,
};
enum DataAlgorithm : int {
  DATA_0 = 0,
  DATA_1 = 1,
  DATA_FFT = 2,
  DATA_FFT_TILING = 3,
  DATA_WINOGRAD = 4,
  DATA_WINOGRAD_NONFUSED = 5,
};
enum FilterAlgorithm : int {
  FILTER_0 = 0,
  FILTER_1 = 1,
  FILTER_FFT = 2,
  FILTER_3 = 3,
  FILTER_WINOGRAD = 4,
  FILTER_WINOGRAD_NONFUSED = 5,
  FILTER_FFT_TILING = 6,
};

enum ActivationMode : int {
  SIGMOID = 0,
  RELU = 1,
  TANH = 2,
  CLIPPED_RELU = 3,
  ELU = 4,
  IDENTITY = 5,
  SWISH = 6,
};
enum SoftmaxAlgorithm : int { SOFTMAX_FAST = 0, SOFTMAX_ACCURATE = 1, SOFTMAX_LOG = 2 };
enum SoftmaxMode : int { SOFTMAX_INSTANCE = 0, SOFTMAX_CHANNEL = 1 };
enum PoolingMode : int {
  MAX_POOLING = 0,
  AVERAGE_COUNT_INCLUDE_PADDING = 1,
  AVERAGE_COUNT_EXCLUDE_PADDING = 2,
  MAX_DETERMINISTIC = 3,
};
enum BatchNormMode : int { PER_ACTIVATION = 0, SPATIAL = 1, SPATIAL_PERSISTENT = 2 };
enum TensorOperation : int { ADD = 0, MULTIPLY = 1, MINIMUM = 2, MAXIMUM = 3, ROOT = 4, NOT = 5 };
enum ReductionOperation : int {
  REDUCE_ADD = 0,
  REDUCE_MULTIPLY = 1,
  REDUCE_MINIMUM = 2,
  REDUCE_MAXIMUM = 3,
  REDUCE_ABSOLUTE_MAXIMUM = 4,
  REDUCE_AVERAGE = 5,
  REDUCE_NORM1 = 6,
  REDUCE_NORM2 = 7,
  REDUCE_MULTIPLY_NO_ZEROS = 8,
};

// What is said of an algorithm of a convolution.
struct Performance {
  int algorithm;
  int status;
  float time;  // milliseconds; -1 where it was not measured
  size_t memory;
  int determinism;
  int math_type;
  int reserved[3];
};

struct Handle;
struct Tensor;
struct Filter;
struct Convolution;
struct Pooling;
struct Activation;
struct PointwiseOperation;
struct Reduction;

}  // namespace dnn
