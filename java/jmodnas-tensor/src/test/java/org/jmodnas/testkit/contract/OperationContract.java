package org.jmodnas.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.NormalizationKernels.Affine;
import org.jmodnas.tensor.backend.PoolingKernels.Window;
import org.jmodnas.tensor.ops.Convolution;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Matrix;
import org.jmodnas.tensor.ops.Normalization;
import org.jmodnas.tensor.ops.Normalization.Normalized;
import org.jmodnas.tensor.ops.Pooling;
import org.jmodnas.tensor.ops.Reduction;
import org.jmodnas.tensor.ops.Shaping;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Golden;
import org.jmodnas.testkit.GradientCheck;
import org.jmodnas.testkit.GradientCheck.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation against PyTorch's values and against central differences, on odd shapes. */
public abstract class OperationContract extends BackendTest {
  private static final double TOLERANCE = 2e-5;
  private static final long SEED = 20_261_124;

  private static final Map<String, Function> FUNCTIONS =
      Map.ofEntries(
          Map.entry("relu", (tape, in) -> Elementwise.relu(tape, in.get(0))),
          Map.entry("sin", (tape, in) -> Elementwise.sin(tape, in.get(0))),
          Map.entry("add", (tape, in) -> Elementwise.sum(tape, in)),
          Map.entry("multiply", (tape, in) -> Elementwise.multiply(tape, in.get(0), in.get(1))),
          Map.entry("softmax", (tape, in) -> Softmax.softmax(tape, in.get(0))),
          Map.entry("product", (tape, in) -> Matrix.multiply(tape, in.get(0), in.get(1))),
          Map.entry("linear", (tape, in) -> Matrix.linear(tape, in.get(0), in.get(1), in.get(2))),
          Map.entry(
              "normRelu",
              (tape, in) ->
                  Normalization.batchNormRelu(tape, in.get(0), new Affine(in.get(1), in.get(2)))),
          Map.entry(
              "normSum",
              (tape, in) ->
                  Normalization.sum(
                      tape,
                      List.of(in.get(3)),
                      List.of(
                          new Normalized(in.get(0), new Affine(in.get(1), in.get(2))),
                          new Normalized(in.get(4), null)))),
          Map.entry("norm", (tape, in) -> Normalization.batchNorm(tape, in.get(0))),
          Map.entry(
              "affineNorm",
              (tape, in) ->
                  Normalization.batchNorm(tape, in.get(0), new Affine(in.get(1), in.get(2)))),
          Map.entry(
              "average3x3", (tape, in) -> Pooling.average(tape, in.get(0), new Window(3, 1, 1))),
          Map.entry(
              "average2x2", (tape, in) -> Pooling.average(tape, in.get(0), new Window(2, 2, 0))),
          Map.entry("centreTap", (tape, in) -> Shaping.centreTap(tape, in.get(0))),
          Map.entry("exp", (tape, in) -> Elementwise.exp(tape, in.get(0))),
          Map.entry("affine", (tape, in) -> Elementwise.affine(tape, in.get(0), -1.5f, 0.25f)),
          Map.entry("total", (tape, in) -> Reduction.sum(tape, in.get(0))),
          Map.entry("dot", (tape, in) -> Reduction.dot(tape, in.get(0), in.get(1))),
          Map.entry(
              "crossEntropy",
              (tape, in) -> Softmax.crossEntropy(tape, in.get(0), new int[] {0, 2, 1}, 0.1f)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "same3x3",
        "stem3x3",
        "tails3x3",
        "stride2_3x3",
        "stride2_even_3x3",
        "pointwise",
        "pointwise_tails"
      })
  void convolutionMatches(String name) {
    Golden golden = Golden.load("convolution");
    Geometry geometry =
        new Geometry((int) golden.scalar(name + ".stride"), (int) golden.scalar(name + ".padding"));
    verify(
        golden,
        name,
        (tape, in) -> Convolution.conv2d(tape, in.get(0), in.get(1), geometry),
        "input",
        "weight");
  }

  @ParameterizedTest
  @ValueSource(strings = {"centre_tap"})
  void entangledConvolutionMatches(String name) {
    verify(
        Golden.load("convolution"),
        name,
        (tape, in) ->
            Convolution.conv2d(
                tape, in.get(0), Shaping.centreTap(tape, in.get(1)), new Geometry(1, 0)),
        "input",
        "weight");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nn", "row", "tails", "batched"})
  void productMatches(String name) {
    verify(Golden.load("matrix"), name, FUNCTIONS.get("product"), "left", "right");
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear"})
  void linearMatches(String name) {
    verify(Golden.load("matrix"), name, FUNCTIONS.get("linear"), "input", "weight", "bias");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "zero_channel"})
  void normalizationMatches(String name) {
    verify(Golden.load("normalization"), name, FUNCTIONS.get("norm"), "input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"affine", "tails"})
  void affineNormalizationMatches(String name) {
    verify(
        Golden.load("normalization"), name, FUNCTIONS.get("affineNorm"), "input", "scale", "shift");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "average3x3",
        "average3x3_small",
        "average3x3_tails",
        "average2x2",
        "average2x2_tails"
      })
  void poolingMatches(String name) {
    String window = name.startsWith("average3x3") ? "average3x3" : "average2x2";
    verify(Golden.load("pooling"), name, FUNCTIONS.get(window), "input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "sin", "softmax", "softmax_large"})
  void unaryMatches(String name) {
    verify(Golden.load("elementwise"), name, FUNCTIONS.get(name.replace("_large", "")), "input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "multiply"})
  void binaryMatches(String name) {
    verify(Golden.load("elementwise"), name, FUNCTIONS.get(name), "input", "other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross_entropy", "smoothed", "large_logits"})
  void crossEntropyMatches(String name) {
    Golden golden = Golden.load("loss");
    int[] labels = golden.integers(name + ".labels");
    float smoothing = golden.scalar(name + ".smoothing");
    verify(
        golden,
        name,
        (tape, in) -> Softmax.crossEntropy(tape, in.get(0), labels, smoothing),
        "input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"squared_error"})
  void squaredErrorMatches(String name) {
    Golden golden = Golden.load("loss");
    Tensor target = golden.tensor(backend, name + ".target");
    verify(
        golden, name, (tape, in) -> Reduction.meanSquaredError(tape, in.get(0), target), "input");
  }

  @ParameterizedTest
  @ValueSource(longs = {SEED, SEED + 1, SEED + 2})
  void gradientsMatchDifferences(long seed) {
    GradientCheck gradients = new GradientCheck(backend, seed);
    Shape odd = Shape.of(3, 7);
    for (String unary : List.of("sin", "softmax", "exp", "affine", "total")) {
      gradients.check(unary, FUNCTIONS.get(unary), odd);
    }
    gradients.check("multiply", FUNCTIONS.get("multiply"), odd, odd);
    gradients.check("dot", FUNCTIONS.get("dot"), odd, odd);
    gradients.check("add", FUNCTIONS.get("add"), odd, odd, odd);
    gradients.check("product", FUNCTIONS.get("product"), odd, Shape.of(7, 5));
    gradients.check(
        "linear", FUNCTIONS.get("linear"), Shape.of(2, 3, 7), Shape.of(5, 7), Shape.of(5));
    gradients.check("crossEntropy", FUNCTIONS.get("crossEntropy"), Shape.of(3, 4));
    Shape image = Shape.of(2, 5, 3, 4);
    gradients.check("norm", FUNCTIONS.get("norm"), image);
    gradients.check("affineNorm", FUNCTIONS.get("affineNorm"), image, Shape.of(4), Shape.of(4));
    gradients.check("average3x3", FUNCTIONS.get("average3x3"), image);
    gradients.check("average2x2", FUNCTIONS.get("average2x2"), image);
    gradients.check("centreTap", FUNCTIONS.get("centreTap"), Shape.of(2, 3, 3, 5));
    gradients.check(
        "conv2d",
        (tape, in) -> Convolution.conv2d(tape, in.get(0), in.get(1), new Geometry(2, 1)),
        image,
        Shape.of(6, 3, 3, 4));
  }

  private void verify(Golden golden, String name, Function function, String... inputs) {
    try (Tape tape = new Tape(backend)) {
      List<Tensor> tensors = new ArrayList<>();
      for (String input : inputs) {
        tensors.add(tape.watch(golden.tensor(backend, name + "." + input)));
      }
      Tensor output = function.apply(tape, tensors);
      golden.assertMatches(name + ".output", output, TOLERANCE);
      Gradients gradients =
          tape.backward(output, backend.tensor(output.shape(), golden.values(name + ".cotangent")));
      for (int i = 0; i < inputs.length; i++) {
        golden.assertMatches(name + ".grad_" + inputs[i], gradients.get(tensors.get(i)), TOLERANCE);
      }
    }
  }
}
