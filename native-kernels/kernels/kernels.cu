// All kernels, so that they become one image.

#include "elementwise.cu"
#include "gram.cu"
#include "mixture.cu"
#include "normalization.cu"
#include "optimizer.cu"
#include "pooling.cu"
#include "reduction.cu"
#include "sampling.cu"
#include "softmax.cu"
