// Rules for the shapes of convolutions.

#include "cudnn/convolution_shape.h"

#include "common/text.h"

using library::text;

namespace dnn {

Tensor output_of(Rules* rules, const Convolution* how, const Tensor* x, const Filter* w) {
  rules->descriptor(how, "convDesc").descriptor(x, "xDesc").descriptor(w, "wDesc");
  if (rules->broken()) return {};
  rules->supported(x->rank == 4 && w->rank == 4, "only convolutions in two dimensions");
  if (rules->broken()) return {};
  rules->parameter(x->dims[1] == w->dims[1] * how->groups,
                   text("the input has %d channels, the filter takes %d in %d groups", x->dims[1],
                        w->dims[1] * how->groups, how->groups));
  rules->parameter(w->dims[0] % how->groups == 0,
                   text("%d output channels in %d groups", w->dims[0], how->groups));
  Tensor y = {FLOAT, 4, {x->dims[0], w->dims[0]}, {}};
  for (int i = 0; i < 2; i++) {
    const int reach = how->dilation[i] * (w->dims[2 + i] - 1) + 1;
    const int room = x->dims[2 + i] + 2 * how->pad[i] - reach;
    rules->parameter(room >= 0, text("the filter reaches over %d pixels, the padded input has %d",
                                     reach, room + reach));
    y.dims[2 + i] = 1 + room / how->stride[i];
  }
  set_packed_strides(NCHW, &y);
  return y;
}

ConvolutionShape shape_of(Rules* rules, const Tensor* x, const Filter* w, const Convolution* how,
                          const Tensor* y) {
  const Tensor expected = output_of(rules, how, x, w);
  rules->descriptor(y, "yDesc");
  if (rules->broken()) return {};
  rules->same_dims(*y, "yDesc", expected, "the output of this convolution");
  rules->supported(how->compute_type == FLOAT, "only float32 is emulated as compute type");
  return {*x, *w, *how, *y};
}

}  // namespace dnn
