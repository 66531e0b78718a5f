// The arithmetic of convolutions, in any layout.
#pragma once

#include "cudnn/convolution_shape.h"
#include "cudnn/memory.h"

namespace dnn {

void convolve_forward(const ConvolutionShape& shape, const float* x, const float* w, float* y,
                      Blend blend);
void convolve_backward_data(const ConvolutionShape& shape, const float* w, const float* dy,
                            float* dx, Blend blend);
void convolve_backward_filter(const ConvolutionShape& shape, const float* x, const float* dy,
                              float* dw, Blend blend);

}  // namespace dnn
