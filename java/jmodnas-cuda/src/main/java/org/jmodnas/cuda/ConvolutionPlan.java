package org.jmodnas.cuda;

import static jcuda.jcudnn.JCudnn.cudnnCreateConvolutionDescriptor;
import static jcuda.jcudnn.JCudnn.cudnnCreateFilterDescriptor;
import static jcuda.jcudnn.JCudnn.cudnnDestroyConvolutionDescriptor;
import static jcuda.jcudnn.JCudnn.cudnnDestroyFilterDescriptor;
import static jcuda.jcudnn.JCudnn.cudnnGetConvolution2dForwardOutputDim;
import static jcuda.jcudnn.JCudnn.cudnnSetConvolution2dDescriptor;
import static jcuda.jcudnn.JCudnn.cudnnSetConvolutionMathType;
import static jcuda.jcudnn.JCudnn.cudnnSetFilter4dDescriptor;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import jcuda.jcudnn.cudnnConvolutionDescriptor;
import jcuda.jcudnn.cudnnConvolutionMode;
import jcuda.jcudnn.cudnnDataType;
import jcuda.jcudnn.cudnnFilterDescriptor;
import jcuda.jcudnn.cudnnMathType;
import jcuda.jcudnn.cudnnTensorDescriptor;
import jcuda.jcudnn.cudnnTensorFormat;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;

/**
 * What cuDNN has to know of convolutions of one shape, and the algorithm of each direction, chosen
 * at its first use.
 */
final class ConvolutionPlan implements AutoCloseable {
  /**
   * Shapes and geometry of a convolution.
   *
   * @param x (batch, height, width, in)
   * @param w (out, kernel height, kernel width, in)
   * @param y (batch, height, width, out)
   */
  record Key(Geometry geometry, Shape x, Shape w, Shape y) {
    @Override
    public String toString() {
      return "x %s, w %s, y %s with stride %d and padding %d"
          .formatted(x, w, y, geometry.stride(), geometry.padding());
    }
  }

  private final Cudnn cudnn;
  private final Key key;
  private final cudnnFilterDescriptor filter = new cudnnFilterDescriptor();
  private final cudnnConvolutionDescriptor convolution = new cudnnConvolutionDescriptor();
  private final Map<ConvolutionDirection, ConvolutionAlgorithm> algorithms =
      new EnumMap<>(ConvolutionDirection.class);

  ConvolutionPlan(Cudnn cudnn, Key key) {
    this.cudnn = cudnn;
    this.key = key;
    Cudnn.check(cudnnCreateFilterDescriptor(filter), "cudnnCreateFilterDescriptor", key);
    Cudnn.check(
        cudnnSetFilter4dDescriptor(
            filter,
            cudnnDataType.CUDNN_DATA_FLOAT,
            cudnnTensorFormat.CUDNN_TENSOR_NHWC,
            key.w.dimension(0),
            key.w.dimension(3),
            key.w.dimension(1),
            key.w.dimension(2)),
        "cudnnSetFilter4dDescriptor",
        key);
    describeConvolution();
    requireOutput();
  }

  cudnnTensorDescriptor x() {
    return cudnn.images(key.x);
  }

  cudnnTensorDescriptor y() {
    return cudnn.images(key.y);
  }

  cudnnFilterDescriptor w() {
    return filter;
  }

  cudnnConvolutionDescriptor convolution() {
    return convolution;
  }

  Key key() {
    return key;
  }

  ConvolutionAlgorithm algorithm(ConvolutionDirection direction) {
    return algorithms.computeIfAbsent(
        direction, chosen -> ConvolutionAlgorithm.choose(chosen, cudnn, this));
  }

  @Override
  public void close() {
    Cudnn.check(
        cudnnDestroyConvolutionDescriptor(convolution), "cudnnDestroyConvolutionDescriptor", key);
    Cudnn.check(cudnnDestroyFilterDescriptor(filter), "cudnnDestroyFilterDescriptor", key);
  }

  /** Refuses a y that the convolution does not have, before cuDNN is asked for algorithms. */
  private void requireOutput() {
    int[][] found = new int[4][1];
    Cudnn.check(
        cudnnGetConvolution2dForwardOutputDim(
            convolution, x(), filter, found[0], found[1], found[2], found[3]),
        "cudnnGetConvolution2dForwardOutputDim",
        key);
    int[] extents = {found[0][0], found[2][0], found[3][0], found[1][0]};
    if (!Arrays.equals(extents, key.y.toArray())) {
      throw new ShapeMismatchException("convolution", "y " + Shape.of(extents), key);
    }
  }

  private void describeConvolution() {
    int stride = key.geometry.stride();
    int padding = key.geometry.padding();
    Cudnn.check(
        cudnnCreateConvolutionDescriptor(convolution), "cudnnCreateConvolutionDescriptor", key);
    Cudnn.check(
        cudnnSetConvolution2dDescriptor(
            convolution,
            padding,
            padding,
            stride,
            stride,
            1,
            1,
            cudnnConvolutionMode.CUDNN_CROSS_CORRELATION,
            cudnnDataType.CUDNN_DATA_FLOAT),
        "cudnnSetConvolution2dDescriptor",
        key);
    // The default lets cuDNN round operands to TF32.
    boolean tf32 = cudnn.stream().context().options().tf32();
    Cudnn.check(
        cudnnSetConvolutionMathType(
            convolution, tf32 ? cudnnMathType.CUDNN_DEFAULT_MATH : cudnnMathType.CUDNN_FMA_MATH),
        "cudnnSetConvolutionMathType",
        key);
  }
}
