// Algorithms of convolutions and their limits.

#include "cudnn/algorithms.h"

#include <algorithm>
#include <initializer_list>

namespace dnn {
namespace {

enum class Kind {
  GEMM,
  PRECOMPUTED,
  EXPLICIT_GEMM,
  SPLIT,
  FFT,
  FFT_TILING,
  WINOGRAD,
  NONFUSED,
  NEVER,
};

// The algorithms of each direction by number.
constexpr Kind FORWARD[] = {Kind::GEMM, Kind::PRECOMPUTED, Kind::EXPLICIT_GEMM, Kind::NEVER,
                            Kind::FFT, Kind::FFT_TILING, Kind::WINOGRAD, Kind::NONFUSED};
constexpr Kind BACKWARD_DATA[] = {Kind::GEMM, Kind::PRECOMPUTED, Kind::FFT, Kind::FFT_TILING,
                                  Kind::WINOGRAD, Kind::NONFUSED};
constexpr Kind BACKWARD_FILTER[] = {Kind::GEMM, Kind::PRECOMPUTED, Kind::FFT, Kind::SPLIT,
                                    Kind::NEVER, Kind::NONFUSED, Kind::FFT_TILING};

constexpr int FFT_LIMIT = 256;        // pixels of a side, with padding
constexpr int FFT_TILE = 32;          // and the largest filter
constexpr size_t ALIGNMENT = 256;     // of workspace sizes
constexpr size_t COMPLEX_BYTES = 8;

Kind kind_of(Direction direction, int algorithm) {
  switch (direction) {
    case Direction::FORWARD:
      return FORWARD[algorithm];
    case Direction::BACKWARD_DATA:
      return BACKWARD_DATA[algorithm];
    default:
      return BACKWARD_FILTER[algorithm];
  }
}

bool is(const int (&pair)[2], int value) { return pair[0] == value && pair[1] == value; }

bool pads_less_than_filter(const ConvolutionShape& s) {
  return s.how.pad[0] < s.filter_height() && s.how.pad[1] < s.filter_width();
}

const char* why_not_layout(Direction direction, Kind kind, const ConvolutionShape& s) {
  if (s.w.format == NHWC) {
    if (kind != Kind::GEMM && kind != Kind::PRECOMPUTED) return "not for NHWC filters";
    return s.x.is_packed(NHWC) && s.y.is_packed(NHWC)
               ? nullptr
               : "an NHWC filter needs dense NHWC tensors";
  }
  if (direction == Direction::FORWARD && (kind == Kind::GEMM || kind == Kind::PRECOMPUTED)) {
    return nullptr;
  }
  if (!s.y.is_packed(NCHW)) return "the output must be dense NCHW";
  const bool any_input = kind == Kind::GEMM || kind == Kind::PRECOMPUTED;
  return any_input || s.x.is_packed(NCHW) ? nullptr : "the input must be dense NCHW";
}

const char* why_not_fft(Kind kind, const ConvolutionShape& s) {
  if (!is(s.how.stride, 1)) return "only with stride 1";
  if (!is(s.how.dilation, 1)) return "only without dilation";
  if (!pads_less_than_filter(s)) return "the padding must be smaller than the filter";
  if (kind == Kind::FFT_TILING) {
    const bool small = s.filter_height() <= FFT_TILE && s.filter_width() <= FFT_TILE;
    return small ? nullptr : "the filter is too large";
  }
  const bool small = s.height() + 2 * s.how.pad[0] <= FFT_LIMIT &&
                     s.width() + 2 * s.how.pad[1] <= FFT_LIMIT;
  return small ? nullptr : "the image is too large";
}

const char* why_not_winograd(Kind kind, const ConvolutionShape& s) {
  if (!is(s.how.stride, 1)) return "only with stride 1";
  if (!is(s.how.dilation, 1)) return "only without dilation";
  const int side = s.filter_height();
  const bool known = side == 3 || (kind == Kind::NONFUSED && side == 5);
  return known && side == s.filter_width() ? nullptr : "not for filters of this size";
}

// Elements of x, y and the filter together, for transforms that cost about so much each.
size_t planes(const ConvolutionShape& s) {
  const size_t n = static_cast<size_t>(s.batch()), c = static_cast<size_t>(s.x.dims[1]);
  const size_t k = static_cast<size_t>(s.w.dims[0]);
  return n * c + n * k + k * static_cast<size_t>(s.in_per_group());
}

size_t bytes_of(Kind kind, const ConvolutionShape& s) {
  const size_t places = static_cast<size_t>(s.places()), taps = static_cast<size_t>(s.taps());
  switch (kind) {
    case Kind::PRECOMPUTED:
      return sizeof(int) * places + sizeof(float) * s.w.elements();
    case Kind::EXPLICIT_GEMM:
      return sizeof(float) * places * taps * static_cast<size_t>(s.in_per_group());
    case Kind::SPLIT:
      return sizeof(float) * s.w.elements() * 2;
    case Kind::FFT:
      return COMPLEX_BYTES * planes(s) * static_cast<size_t>(s.height() + 2 * s.how.pad[0]) *
             static_cast<size_t>(s.width() / 2 + s.how.pad[1] + 1);
    case Kind::FFT_TILING:
      return COMPLEX_BYTES * planes(s) * FFT_TILE * (FFT_TILE / 2 + 1);
    case Kind::NONFUSED:
      return sizeof(float) * planes(s) * (taps + 7) * (taps + 7) / 4;
    default:
      return 0;
  }
}

// Numbers in the order in which they are recommended. Those without a fixed order of sums are the
// fastest ones backwards.
std::initializer_list<int> order_of(Direction direction) {
  static constexpr std::initializer_list<int> FORWARD_ORDER = {1, 0, 6, 7, 2, 5, 4, 3};
  static constexpr std::initializer_list<int> DATA_ORDER = {0, 1, 4, 5, 3, 2};
  static constexpr std::initializer_list<int> FILTER_ORDER = {0, 1, 3, 5, 6, 2, 4};
  switch (direction) {
    case Direction::FORWARD:
      return FORWARD_ORDER;
    case Direction::BACKWARD_DATA:
      return DATA_ORDER;
    default:
      return FILTER_ORDER;
  }
}

}  // namespace

int algorithm_count(Direction direction) { return static_cast<int>(order_of(direction).size()); }

const char* why_unsupported(Direction direction, int algorithm, const ConvolutionShape& shape) {
  const Kind kind = kind_of(direction, algorithm);
  if (kind == Kind::NEVER) return "not implemented in the real library either";
  if (const char* reason = why_not_layout(direction, kind, shape)) return reason;
  switch (kind) {
    case Kind::EXPLICIT_GEMM:
      if (shape.how.groups > 1) return "only without groups";
      return is(shape.how.dilation, 1) ? nullptr : "only without dilation";
    case Kind::SPLIT:
      return is(shape.how.dilation, 1) ? nullptr : "only without dilation";
    case Kind::FFT:
    case Kind::FFT_TILING:
      return why_not_fft(kind, shape);
    case Kind::WINOGRAD:
    case Kind::NONFUSED:
      return why_not_winograd(kind, shape);
    default:
      return nullptr;
  }
}

bool is_deterministic(Direction direction, int algorithm) {
  const Kind kind = kind_of(direction, algorithm);
  return direction == Direction::FORWARD || (kind != Kind::GEMM && kind != Kind::SPLIT);
}

size_t workspace_bytes(Direction direction, int algorithm, const ConvolutionShape& shape) {
  const size_t bytes = bytes_of(kind_of(direction, algorithm), shape);
  return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

std::vector<Performance> rank_algorithms(Direction direction, const ConvolutionShape& shape) {
  std::vector<Performance> all;
  for (int algorithm : order_of(direction)) {
    Performance one = {algorithm, NOT_SUPPORTED, -1, 0, NON_DETERMINISTIC, shape.how.math_type,
                       {0, 0, 0}};
    if (is_deterministic(direction, algorithm)) one.determinism = DETERMINISTIC;
    if (!why_unsupported(direction, algorithm, shape)) {
      one.status = SUCCESS;
      one.memory = workspace_bytes(direction, algorithm, shape);
    }
    all.push_back(one);
  }
  std::stable_partition(all.begin(), all.end(),
                        [](const Performance& one) { return one.status == SUCCESS; });
  return all;
}

}  // namespace dnn
