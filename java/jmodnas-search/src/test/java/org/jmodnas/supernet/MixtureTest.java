package org.jmodnas.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.BiFunction;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.SamplingKernels.Method;
import org.jmodnas.tensor.backend.SamplingKernels.Sampler;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Sampling;
import org.jmodnas.tensor.ops.Shaping;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Golden;
import org.jmodnas.testkit.GradientCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pass that runs all operations of every edge, weighted by dense gates. */
final class MixtureTest extends BackendTest {
  private static final SupernetConfig CONFIG = new SupernetConfig(1, 4, 3, 5);
  private static final Shape GATES = Shape.of(6, 5);
  private static final double TOLERANCE = 1e-4;

  private final Golden golden = Golden.load("supernet");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void valuesAndGradientsMatchPyTorch(boolean gatesTracked) {
    NasBench201Supernet supernet = supernet();
    Tensor gates = golden.tensor(backend, "dense.gates");
    try (Tape tape = new Tape(backend)) {
      supernet.parameters().watch(tape);
      if (gatesTracked) {
        tape.watch(gates);
      }
      Tensor logits = logits(tape, supernet, mixed(new int[6], gates));
      golden.assertMatches("dense.logits", logits, TOLERANCE);
      Gradients gradients =
          tape.backward(Softmax.crossEntropy(tape, logits, golden.integers("labels"), 0));
      supernet
          .parameters()
          .forEach(
              (name, tensor) ->
                  golden.assertMatches("dense.grad." + name, gradients.get(tensor), TOLERANCE));
      if (gatesTracked) {
        golden.assertMatches("dense.grad_z", gradients.get(gates), TOLERANCE);
      }
    }
  }

  @Test
  void gateGradientsAloneMatchPyTorch() {
    NasBench201Supernet supernet = supernet();
    try (Tape tape = new Tape(backend)) {
      Tensor gates = tape.watch(golden.tensor(backend, "dense.gates"));
      Tensor logits = logits(tape, supernet, mixed(new int[6], gates));
      Tensor loss = Softmax.crossEntropy(tape, logits, golden.integers("labels"), 0);
      golden.assertMatches("dense.grad_z", tape.backward(loss).get(gates), TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixed", "dead_end", "unfed", "parameter_free", "all_none"})
  void oneHotGatesGiveTheSampledPass(String name) {
    NasBench201Supernet supernet = supernet();
    int[] choices = golden.integers(name + ".choices");
    float[] oneHot = new float[GATES.size()];
    for (int edge = 0; edge < choices.length; edge++) {
      oneHot[edge * 5 + choices[edge]] = 1;
    }
    try (Tape tape = new Tape(backend)) {
      Tensor gates = tape.watch(backend.tensor(GATES, oneHot));
      Tensor logits = logits(tape, supernet, mixed(choices, gates));
      golden.assertMatches(name + ".logits", logits, TOLERANCE);
      Tensor loss = Softmax.crossEntropy(tape, logits, golden.integers("labels"), 0);
      float[] actual = tape.backward(loss).get(gates).toArray();
      float[] sampled = golden.values(name + ".grad_z");
      for (int edge = 0; edge < choices.length; edge++) {
        int executed = edge * 5 + choices[edge];
        assertThat(actual[executed])
            .as("%s, edge %d", name, edge)
            .isCloseTo(sampled[executed], within((float) TOLERANCE));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void gradientsOfACellMatchDifferences(long seed) {
    checkCell("gates", seed, (tape, in) -> Elementwise.affine(tape, in, 0.05f, 0.3f));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void gradientsReachTheLogitsOfTheSampler(long seed) {
    Sampler sampler = new Sampler(Method.SOFTMAX, 4);
    checkCell(
        "logits",
        seed,
        (tape, in) -> {
          Tensor alpha = Shaping.view(tape, in, Shape.of(1, 6, 5));
          Tensor gates = Sampling.draw(tape, sampler, alpha, List.of(new Philox(0, 0)));
          return Shaping.view(tape, gates, GATES);
        });
  }

  /** The inputs are the cell's input, what the gates are made of, and the kernels. */
  private void checkCell(String name, long seed, BiFunction<Tape, Tensor, Tensor> gates) {
    Shape w = Shape.of(3, 3, 3, 3);
    new GradientCheck(backend, seed)
        .check(
            name,
            (tape, in) -> {
              // Values far above zero keep the differences from the kink of ReLU.
              Tensor x = Elementwise.affine(tape, in.get(0), 0.5f, 5);
              return new MixedCell(in.subList(2, 8))
                  .forward(tape, x, mixed(new int[6], gates.apply(tape, in.get(1))));
            },
            Shape.of(2, 4, 4, 3),
            GATES,
            w,
            w,
            w,
            w,
            w,
            w);
  }

  @Test
  void aMixtureCostsAllOperations() {
    NasBench201Supernet supernet = supernet();
    double mixture = supernet.cost(mixed(new int[6], backend.tensor(GATES, new float[30])));
    double sampled = supernet.cost(SampledArchitecture.fixed(3, 3, 3, 3, 3, 3));
    assertThat(mixture).isCloseTo(2 * sampled, within(1e-9));
  }

  @Test
  void gatesHaveARowForEachDecision() {
    for (Shape shape : List.of(Shape.of(5, 5), Shape.of(30))) {
      Tensor gates = backend.zeros(shape);
      assertThatThrownBy(() -> mixed(new int[6], gates))
          .isInstanceOf(ShapeMismatchException.class)
          .hasMessageContaining("gates (6, operations)");
    }
  }

  @Test
  void gatesHaveAColumnForEachOperation() {
    NasBench201Supernet supernet = supernet();
    SampledArchitecture wide = mixed(new int[6], backend.zeros(Shape.of(6, 6)));
    try (Tape tape = new Tape(backend)) {
      assertThatThrownBy(() -> logits(tape, supernet, wide))
          .isInstanceOf(ShapeMismatchException.class)
          .hasMessageContaining("gates (6, 5)");
    }
  }

  private Tensor logits(Tape tape, NasBench201Supernet supernet, SampledArchitecture sample) {
    return supernet.logits(tape, golden.tensor(backend, "images"), sample);
  }

  private NasBench201Supernet supernet() {
    NasBench201Supernet supernet = NasBench201Supernet.create(CONFIG, backend, new Philox(0, 0));
    supernet.parameters().forEach((name, tensor) -> tensor.set(golden.values(name)));
    return supernet;
  }

  private static SampledArchitecture mixed(int[] choices, Tensor gates) {
    return SampledArchitecture.mixed(choices, gates, gates.toArray());
  }
}
