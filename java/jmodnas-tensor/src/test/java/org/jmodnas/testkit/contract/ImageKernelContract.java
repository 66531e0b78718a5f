package org.jmodnas.testkit.contract;

import static org.jmodnas.testkit.contract.Operands.values;

import java.util.Arrays;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.NormalizationKernels.Affine;
import org.jmodnas.tensor.backend.NormalizationKernels.Forward;
import org.jmodnas.tensor.backend.NormalizationKernels.Statistics;
import org.jmodnas.tensor.backend.PoolingKernels.Window;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kernels on images against their definitions, at widths where a backend may choose others. */
public abstract class ImageKernelContract extends BackendTest {
  private static final double TOLERANCE = 3e-5;

  /** Of a convolution, relative to its largest value: some are computed in transformed values. */
  private static final double CONVOLUTION_TOLERANCE = 2e-5;

  @ParameterizedTest
  @CsvSource({
    "2, 9, 7, 5, 6, 3, 1, 1",
    "3, 12, 12, 16, 32, 3, 2, 1",
    "2, 12, 8, 32, 24, 3, 1, 1",
    "1, 11, 5, 3, 8, 3, 2, 1",
    "2, 6, 5, 7, 4, 1, 1, 0",
    "2, 8, 8, 16, 8, 1, 2, 0"
  })
  void convolutionsMatch(
      int batch, int height, int width, int in, int out, int kernel, int stride, int padding) {
    Operands operands = new Operands(backend, new Philox(31, in));
    Geometry geometry = new Geometry(stride, padding);
    Shape shape = Shape.of(batch, height, width, in);
    Shape weights = Shape.of(out, kernel, kernel, in);
    Shape result =
        Shape.of(
            batch,
            (height + 2 * padding - kernel) / stride + 1,
            (width + 2 * padding - kernel) / stride + 1,
            out);
    Tensor x = operands.input(shape);
    Tensor w = operands.input(weights);
    Tensor dy = operands.input(result);
    double[] image = values(x);
    double[] weight = values(w);
    double[] gradient = values(dy);
    double[] expectedY = new double[result.size()];
    double[] expectedDx = new double[shape.size()];
    double[] expectedDw = new double[weights.size()];
    References.convolve(
        geometry,
        shape,
        weights,
        result,
        (o, i, j) -> {
          expectedY[o] += image[i] * weight[j];
          expectedDx[i] += gradient[o] * weight[j];
          expectedDw[j] += gradient[o] * image[i];
        });
    // The second time as planned the first time.
    for (int round = 0; round < 2; round++) {
      Tensor y = operands.output(result);
      Tensor dx = operands.output(shape);
      Tensor dw = operands.output(weights);
      backend.convolution().forward(geometry, x, w, y);
      backend.convolution().backwardInput(geometry, w, dy, dx);
      backend.convolution().backwardWeight(geometry, x, dy, dw);
      operands.check("y", expectedY, y, sumTolerance(expectedY));
      operands.check("dx", expectedDx, dx, sumTolerance(expectedDx));
      operands.check("dw", expectedDw, dw, sumTolerance(expectedDw));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 7, 5, 3, 3, 1, 1",
    "1, 8, 8, 16, 3, 1, 1",
    "3, 6, 9, 5, 2, 2, 0",
    "2, 7, 7, 9, 7, 1, 0",
    "2, 9, 6, 4, 3, 2, 1"
  })
  void poolingMatches(
      int batch, int height, int width, int channels, int size, int stride, int padding) {
    Operands operands = new Operands(backend, new Philox(32, channels));
    Window window = new Window(size, stride, padding);
    Shape shape = Shape.of(batch, height, width, channels);
    Shape result =
        Shape.of(
            batch,
            (height + 2 * padding - size) / stride + 1,
            (width + 2 * padding - size) / stride + 1,
            channels);
    Tensor x = operands.input(shape);
    Tensor dy = operands.input(result);
    double[] image = values(x);
    double[] gradient = values(dy);
    double[] expectedY = new double[result.size()];
    double[] expectedDx = new double[shape.size()];
    References.pool(
        window,
        shape,
        result,
        (o, i, count) -> {
          expectedY[o] += image[i] / count;
          expectedDx[i] += gradient[o] / count;
        });
    Tensor y = operands.output(result);
    Tensor dx = operands.output(shape);
    backend.pooling().averageForward(window, x, y);
    backend.pooling().averageBackward(window, dy, dx);
    operands.check("y", expectedY, y, TOLERANCE);
    operands.check("dx", expectedDx, dx, TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"3, 5, 7, 6", "2, 16, 16, 33", "1, 4, 1, 1"})
  void affineNormalizationMatches(int batch, int height, int width, int channels) {
    Operands operands = new Operands(backend, new Philox(33, channels));
    Shape shape = Shape.of(batch, height, width, channels);
    Shape vector = Shape.of(channels);
    Tensor x = operands.input(shape);
    Tensor dy = operands.input(shape);
    Affine affine = new Affine(operands.input(vector), operands.input(vector));
    Affine sums = new Affine(operands.output(vector), operands.output(vector));
    normalize(operands, x, dy, affine, sums);
  }

  @ParameterizedTest
  @CsvSource({"3, 5, 7, 6", "2, 16, 16, 33"})
  void plainNormalizationMatches(int batch, int height, int width, int channels) {
    Operands operands = new Operands(backend, new Philox(34, channels));
    Shape shape = Shape.of(batch, height, width, channels);
    normalize(operands, operands.input(shape), operands.input(shape), null, null);
  }

  private void normalize(
      Operands operands, Tensor x, Tensor dy, @Nullable Affine affine, @Nullable Affine sums) {
    Shape vector = Shape.of(x.shape().dimension(3));
    float epsilon = 1e-3f;
    Statistics statistics = new Statistics(operands.output(vector), operands.output(vector));
    Tensor y = operands.output(x.shape());
    Tensor dx = operands.output(x.shape());
    backend.normalization().forward(x, affine, epsilon, statistics, y);
    backend.normalization().backward(new Forward(x, affine, epsilon, statistics), dy, dx, sums);
    double[] ones = new double[vector.size()];
    Arrays.fill(ones, 1);
    References.Normalized expected =
        References.normalize(
            values(x),
            values(dy),
            affine == null ? ones : values(affine.scale()),
            affine == null ? new double[vector.size()] : values(affine.shift()),
            epsilon);
    operands.check("mean", expected.mean(), statistics.mean(), TOLERANCE);
    operands.check("variance", expected.variance(), statistics.variance(), TOLERANCE);
    operands.check("y", expected.y(), y, TOLERANCE);
    operands.check("dx", expected.dx(), dx, TOLERANCE);
    if (sums != null) {
      operands.check("d scale", expected.scaleGradient(), sums.scale(), TOLERANCE);
      operands.check("d shift", expected.shiftGradient(), sums.shift(), TOLERANCE);
    }
  }

  private static double sumTolerance(double[] expected) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    return CONVOLUTION_TOLERANCE * Math.max(1, largest);
  }
}
