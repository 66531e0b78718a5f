// The tensors of a convolution and how they fit together.
#pragma once

#include "cudnn/descriptors.h"
#include "cudnn/rules.h"

namespace dnn {

// y = x * w; for the gradients x stands for dx, w for dw and y for dy.
struct ConvolutionShape {
  Tensor x;
  Filter w;
  Convolution how;
  Tensor y;

  int batch() const { return x.dims[0]; }
  int height() const { return x.dims[2]; }
  int width() const { return x.dims[3]; }
  int in_per_group() const { return w.dims[1]; }
  int out_per_group() const { return w.dims[0] / how.groups; }
  int filter_height() const { return w.dims[2]; }
  int filter_width() const { return w.dims[3]; }
  int taps() const { return w.dims[2] * w.dims[3]; }
  int out_height() const { return y.dims[2]; }
  int out_width() const { return y.dims[3]; }
  int places() const { return y.dims[2] * y.dims[3]; }
};

// The output of a convolution: a dense NCHW tensor. Rules are that the descriptors fit.
Tensor output_of(Rules* rules, const Convolution* how, const Tensor* x, const Filter* w);

// All four together, if the rules hold.
ConvolutionShape shape_of(Rules* rules, const Tensor* x, const Filter* w, const Convolution* how,
                          const Tensor* y);

}  // namespace dnn
