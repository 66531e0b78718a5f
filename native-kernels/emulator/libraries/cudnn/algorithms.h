// Which algorithms a convolution can be done with, as documented for float32 in two dimensions, and
// what they need. All compute the same here; the workspace sizes are ones that could be.
#pragma once

#include <cstddef>
#include <vector>

#include "cudnn/convolution_shape.h"

namespace dnn {

enum class Direction { FORWARD, BACKWARD_DATA, BACKWARD_FILTER };

// How many algorithms have a number.
int algorithm_count(Direction direction);

// Why an algorithm cannot do a convolution; null if it can.
const char* why_unsupported(Direction direction, int algorithm, const ConvolutionShape& shape);

bool is_deterministic(Direction direction, int algorithm);

// Bytes of workspace of an algorithm that can do it.
size_t workspace_bytes(Direction direction, int algorithm, const ConvolutionShape& shape);

// All algorithms, those that are expected to be the fastest first and those that cannot do it last.
std::vector<Performance> rank_algorithms(Direction direction, const ConvolutionShape& shape);

}  // namespace dnn
