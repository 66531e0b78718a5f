package org.jmodnas.testkit.contract;

import static org.jmodnas.testkit.contract.Operands.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.NormalizationKernels;
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

  private static final float EPSILON = 1e-3f;

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
    NormalizationKernels kernels = backend.normalization();
    Forward norm = norm(operands, x, affine);
    Tensor y = operands.output(x.shape());
    Tensor dx = operands.output(x.shape());
    kernels.forward(norm, y);
    kernels.backward(norm, null, dy, dx, sums);
    References.Normalized expected = expected(norm, values(dy));
    operands.check("mean", expected.mean(), norm.statistics().mean(), TOLERANCE);
    operands.check("variance", expected.variance(), norm.statistics().variance(), TOLERANCE);
    operands.check("y", expected.y(), y, TOLERANCE);
    checkBackward(operands, expected, dx, sums);

    kernels.forwardRectified(norm, y);
    kernels.backward(norm, y, dy, dx, sums);
    double[] rectified = Arrays.stream(expected.y()).map(value -> Math.max(value, 0)).toArray();
    double[] passed = values(dy);
    for (int i = 0; i < passed.length; i++) {
      passed[i] = rectified[i] > 0 ? passed[i] : 0;
    }
    operands.check("rectified y", rectified, y, TOLERANCE);
    checkBackward(operands, expected(norm, passed), dx, sums);
  }

  private Forward norm(Operands operands, Tensor x, @Nullable Affine affine) {
    Shape vector = Shape.of(x.shape().dimension(3));
    return new Forward(
        x, affine, EPSILON, new Statistics(operands.output(vector), operands.output(vector)));
  }

  private static References.Normalized expected(Forward norm, double[] dy) {
    int channels = norm.x().shape().dimension(3);
    double[] ones = new double[channels];
    Arrays.fill(ones, 1);
    Affine affine = norm.affine();
    return References.normalize(
        values(norm.x()),
        dy,
        affine == null ? ones : values(affine.scale()),
        affine == null ? new double[channels] : values(affine.shift()),
        EPSILON);
  }

  private static void checkBackward(
      Operands operands, References.Normalized expected, Tensor dx, @Nullable Affine sums) {
    operands.check("dx", expected.dx(), dx, TOLERANCE);
    if (sums != null) {
      operands.check("d scale", expected.scaleGradient(), sums.scale(), TOLERANCE);
      operands.check("d shift", expected.shiftGradient(), sums.shift(), TOLERANCE);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 2", "1, 1", "3, 3", "9, 2"})
  void sumsWithNormalizedTermsMatch(int terms, int norms) {
    Operands operands = new Operands(backend, new Philox(35, terms));
    Shape shape = Shape.of(3, 5, 7, 6);
    double[] sum = new double[shape.size()];
    List<Tensor> plain = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      plain.add(operands.input(shape));
      add(values(plain.get(i)), sum);
    }
    List<Forward> normalized = new ArrayList<>();
    for (int i = 0; i < norms; i++) {
      Shape vector = Shape.of(shape.dimension(3));
      Affine affine = i == 1 ? null : new Affine(operands.input(vector), operands.input(vector));
      Forward norm = norm(operands, operands.input(shape), affine);
      normalized.add(norm);
      add(expected(norm, new double[shape.size()]).y(), sum);
    }
    Tensor y = operands.output(shape);
    backend.normalization().forwardSum(plain, normalized, y);
    operands.check("sum", sum, y, TOLERANCE);
    for (Forward norm : normalized) {
      References.Normalized expected = expected(norm, new double[shape.size()]);
      operands.check("mean", expected.mean(), norm.statistics().mean(), TOLERANCE);
    }
  }

  private static void add(double[] values, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
  }

  private static double sumTolerance(double[] expected) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    return CONVOLUTION_TOLERANCE * Math.max(1, largest);
  }
}
