package org.jmodnas.tensor.verification;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.NormalizationKernels.Affine;
import org.jmodnas.tensor.backend.PoolingKernels.Window;
import org.jmodnas.tensor.backend.SamplingKernels.Method;
import org.jmodnas.tensor.backend.SamplingKernels.Sampler;
import org.jmodnas.tensor.ops.Convolution;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Matrix;
import org.jmodnas.tensor.ops.Normalization;
import org.jmodnas.tensor.ops.Normalization.Normalized;
import org.jmodnas.tensor.ops.Pooling;
import org.jmodnas.tensor.ops.Reduction;
import org.jmodnas.tensor.ops.Sampling;
import org.jmodnas.tensor.ops.Shaping;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.random.Philox;

/**
 * Every operation with its gradients and every optimiser, on odd sizes. The tolerances leave room
 * for another order of summation in float32, but not for operands rounded to TF32.
 */
public final class OperationCases {
  private static final double EXACT = 1e-5;
  private static final double SUMS = 1e-4;

  private static final Shape VECTORS = Shape.of(13, 77);
  private static final Shape IMAGES = Shape.of(3, 9, 7, 5);
  private static final Shape CHANNELS = Shape.of(5);
  private static final Geometry SAME = new Geometry(1, 1);
  private static final Geometry HALVING = new Geometry(2, 1);
  private static final Geometry POINTWISE = new Geometry(1, 0);
  private static final int[] LABELS = {0, 6, 3, 1, 5};

  private OperationCases() {}

  /** All of them. */
  public static List<VerificationCase> all() {
    return Stream.of(
            elementwise(),
            vectors(),
            draws(),
            matrices(),
            convolutions(),
            images(),
            OptimizerCases.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<VerificationCase> elementwise() {
    return List.of(
        of("relu", EXACT, (tape, in) -> Elementwise.relu(tape, in.get(0)), VECTORS),
        of("sin", EXACT, (tape, in) -> Elementwise.sin(tape, in.get(0)), VECTORS),
        of("exp", EXACT, (tape, in) -> Elementwise.exp(tape, in.get(0)), VECTORS),
        of("affine", EXACT, (tape, in) -> Elementwise.affine(tape, in.get(0), -3, 0.5f), VECTORS),
        of("sum of tensors", EXACT, Elementwise::sum, VECTORS, VECTORS, VECTORS),
        of(
            "multiply",
            EXACT,
            (tape, in) -> Elementwise.multiply(tape, in.get(0), in.get(1)),
            VECTORS,
            VECTORS));
  }

  private static List<VerificationCase> vectors() {
    return List.of(
        of("total", SUMS, (tape, in) -> Reduction.sum(tape, in.get(0)), VECTORS),
        of(
            "dot product",
            SUMS,
            (tape, in) -> Reduction.dot(tape, in.get(0), in.get(1)),
            VECTORS,
            VECTORS),
        of(
            "squared error",
            SUMS,
            (tape, in) -> Reduction.meanSquaredError(tape, in.get(0), constant(in.get(1))),
            VECTORS,
            VECTORS),
        of("softmax", EXACT, (tape, in) -> Softmax.softmax(tape, in.get(0)), VECTORS),
        crossEntropy("cross entropy", 0),
        crossEntropy("cross entropy, smoothed", 0.1f),
        of(
            "concatenate",
            EXACT,
            (tape, in) -> Shaping.concatenate(tape, in.get(0), in.get(1)),
            Shape.of(3, 7),
            Shape.of(3, 5)),
        of(
            "centre tap",
            EXACT,
            (tape, in) -> Shaping.centreTap(tape, in.get(0)),
            Shape.of(6, 3, 3, 5)));
  }

  private static VerificationCase crossEntropy(String name, float smoothing) {
    return of(
        name,
        EXACT,
        (tape, in) -> Softmax.crossEntropy(tape, in.get(0), LABELS, smoothing),
        Shape.of(LABELS.length, 7));
  }

  /** Gates of three devices, drawn with the same random numbers on every backend. */
  private static List<VerificationCase> draws() {
    return Arrays.stream(Method.values())
        .map(
            method ->
                of(
                    "draw, " + method.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    EXACT,
                    (tape, in) ->
                        Sampling.draw(
                            tape,
                            new Sampler(method, 1),
                            in.get(0),
                            List.of(new Philox(1, 0), new Philox(1, 1), new Philox(1, 2))),
                    Shape.of(3, 6, 5)))
        .toList();
  }

  private static List<VerificationCase> matrices() {
    Differentiable.Function product = (tape, in) -> Matrix.multiply(tape, in.get(0), in.get(1));
    return List.of(
        of("product", SUMS, product, Shape.of(13, 77), Shape.of(77, 5)),
        of("product, batched", SUMS, product, Shape.of(3, 5, 7), Shape.of(3, 7, 9)),
        of(
            "product, one with many, bias",
            SUMS,
            (tape, in) -> Matrix.multiply(tape, constant(in.get(0)), in.get(1), in.get(2)),
            Shape.of(9, 9),
            Shape.of(3, 9, 7),
            Shape.of(7)),
        of(
            "linear",
            SUMS,
            (tape, in) -> Matrix.linear(tape, in.get(0), in.get(1), in.get(2)),
            Shape.of(13, 77),
            Shape.of(5, 77),
            Shape.of(5)));
  }

  private static List<VerificationCase> convolutions() {
    return List.of(
        convolution("convolution 3x3", SAME, IMAGES, Shape.of(6, 3, 3, 5)),
        convolution("convolution 3x3, stem", SAME, Shape.of(3, 9, 7, 3), Shape.of(16, 3, 3, 3)),
        convolution("convolution 3x3, wide", SAME, Shape.of(2, 8, 8, 32), Shape.of(32, 3, 3, 32)),
        convolution("convolution 3x3, stride 2", HALVING, IMAGES, Shape.of(6, 3, 3, 5)),
        convolution(
            "convolution 3x3, stride 2, even",
            HALVING,
            Shape.of(3, 8, 8, 5),
            Shape.of(10, 3, 3, 5)),
        convolution("convolution 1x1", POINTWISE, IMAGES, Shape.of(6, 1, 1, 5)));
  }

  private static VerificationCase convolution(String name, Geometry geometry, Shape x, Shape w) {
    return of(
        name, SUMS, (tape, in) -> Convolution.conv2d(tape, in.get(0), in.get(1), geometry), x, w);
  }

  private static List<VerificationCase> images() {
    return List.of(
        of("batch norm", SUMS, (tape, in) -> Normalization.batchNorm(tape, in.get(0)), IMAGES),
        of(
            "batch norm, affine",
            SUMS,
            (tape, in) ->
                Normalization.batchNorm(tape, in.get(0), new Affine(in.get(1), in.get(2))),
            IMAGES,
            CHANNELS,
            CHANNELS),
        of(
            "batch norm, affine, ReLU",
            SUMS,
            (tape, in) ->
                Normalization.batchNormRelu(tape, in.get(0), new Affine(in.get(1), in.get(2))),
            IMAGES,
            CHANNELS,
            CHANNELS),
        of(
            "sum with batch norms",
            SUMS,
            (tape, in) ->
                Normalization.sum(
                    tape,
                    List.of(in.get(0)),
                    List.of(
                        new Normalized(in.get(1), null),
                        new Normalized(in.get(2), new Affine(in.get(3), in.get(4))))),
            IMAGES,
            IMAGES,
            IMAGES,
            CHANNELS,
            CHANNELS),
        pooling("average pooling 3x3", new Window(3, 1, 1)),
        pooling("average pooling 2x2, stride 2", new Window(2, 2, 0)),
        of(
            "global average",
            SUMS,
            (tape, in) -> Pooling.globalAverage(tape, in.get(0)),
            Shape.of(3, 7, 7, 5)));
  }

  private static VerificationCase pooling(String name, Window window) {
    return of(name, EXACT, (tape, in) -> Pooling.average(tape, in.get(0), window), IMAGES);
  }

  /** The same values as a tensor that the tape does not know. */
  private static Tensor constant(Tensor watched) {
    return watched.view(watched.shape());
  }

  private static VerificationCase of(
      String name, double tolerance, Differentiable.Function function, Shape... inputs) {
    return Differentiable.of(name, tolerance, function, inputs);
  }
}
