package org.jmodnas.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NasBench201SupernetTest extends BackendTest {
  private static final SupernetConfig CONFIG = new SupernetConfig(1, 4, 3, 5);
  private static final double TOLERANCE = 1e-4;

  private final Golden golden = Golden.load("supernet");

  @ParameterizedTest
  @ValueSource(strings = {"mixed", "dead_end", "unfed", "parameter_free", "all_none"})
  void weightGradientsMatch(String name) {
    NasBench201Supernet supernet = supernet();
    try (Tape tape = new Tape(backend)) {
      supernet.parameters().watch(tape);
      SampledArchitecture sample = SampledArchitecture.fixed(golden.integers(name + ".choices"));
      Gradients gradients = tape.backward(loss(tape, supernet, sample, name));
      supernet
          .parameters()
          .forEach(
              (parameter, tensor) -> {
                float[] expected =
                    golden.has(name + ".grad." + parameter)
                        ? golden.values(name + ".grad." + parameter)
                        : new float[tensor.shape().size()];
                float[] actual =
                    gradients
                        .of(tensor)
                        .map(Tensor::toArray)
                        .orElse(new float[tensor.shape().size()]);
                Golden.assertClose(name + "." + parameter, expected, actual, TOLERANCE);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixed", "dead_end", "unfed", "parameter_free", "all_none"})
  void gateGradientsMatch(String name) {
    NasBench201Supernet supernet = supernet();
    int[] choices = golden.integers(name + ".choices");
    float[] oneHot = new float[30];
    for (int edge = 0; edge < choices.length; edge++) {
      oneHot[edge * 5 + choices[edge]] = 1;
    }
    Tensor gates = backend.tensor(Shape.of(6, 5), oneHot);
    try (Tape tape = new Tape(backend)) {
      tape.watch(gates);
      Tensor loss = loss(tape, supernet, SampledArchitecture.gated(choices, gates), name);
      float[] actual = tape.backward(loss).get(gates).toArray();
      Golden.assertClose(name + ".grad_z", golden.values(name + ".grad_z"), actual, TOLERANCE);
    }
  }

  @Test
  void hundredStepsLeakNothing() {
    NasBench201Supernet supernet = supernet();
    Tensor images = golden.tensor(backend, "images");
    Philox random = new Philox(3, 0);
    long before = backend.memory().live();
    for (int step = 0; step < 100; step++) {
      int[] choices = new int[6];
      for (int edge = 0; edge < 6; edge++) {
        choices[edge] = random.nextInt(5);
      }
      try (TensorScope scope = backend.openScope();
          Tape tape = new Tape(backend)) {
        supernet.parameters().watch(tape);
        Tensor logits = supernet.logits(tape, images, SampledArchitecture.fixed(choices));
        tape.backward(Softmax.crossEntropy(tape, logits, golden.integers("labels"), 0));
      }
      assertThat(backend.memory().live()).isEqualTo(before);
    }
  }

  @Test
  void anyNumberOfCellsChannelsAndClassesFits() {
    for (SupernetConfig config :
        List.of(new SupernetConfig(2, 3, 1, 7), new SupernetConfig(1, 5, 2, 2))) {
      NasBench201Supernet supernet = NasBench201Supernet.create(config, backend, new Philox(1, 1));
      Tensor images = backend.zeros(Shape.of(2, 12, 12, config.imageChannels()));
      try (Tape tape = new Tape(backend)) {
        Tensor logits = supernet.logits(tape, images, SampledArchitecture.fixed(3, 2, 1, 4, 3, 2));
        assertThat(logits.shape()).isEqualTo(Shape.of(2, config.classes()));
      }
    }
  }

  private Tensor loss(
      Tape tape, NasBench201Supernet supernet, SampledArchitecture sample, String name) {
    Tensor logits = supernet.logits(tape, golden.tensor(backend, "images"), sample);
    golden.assertMatches(name + ".logits", logits, TOLERANCE);
    Tensor loss = Softmax.crossEntropy(tape, logits, golden.integers("labels"), 0);
    golden.assertMatches(name + ".loss", loss, TOLERANCE);
    return loss;
  }

  private NasBench201Supernet supernet() {
    NasBench201Supernet supernet = NasBench201Supernet.create(CONFIG, backend, new Philox(0, 0));
    supernet.parameters().forEach((name, tensor) -> tensor.set(golden.values(name)));
    return supernet;
  }
}
