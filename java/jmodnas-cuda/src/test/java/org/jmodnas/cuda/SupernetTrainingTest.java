package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.search.Workers;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.optim.GradientClipping;
import org.jmodnas.tensor.optim.Sgd;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training steps of a whole supernet on the CPU and on the emulated device. */
@ExtendWith(EmulatedDevice.class)
final class SupernetTrainingTest {
  private static final SupernetConfig CONFIG = new SupernetConfig(1, 4, 3, 5);
  private static final Shape IMAGES = Shape.of(3, 8, 8, 3);
  private static final int[][] ARCHITECTURES = {
    {3, 2, 1, 4, 3, 2}, {1, 3, 4, 2, 2, 3}, {4, 0, 3, 1, 2, 3}
  };
  private static final int THREADS = 3;

  /** Losses of the steps and the weights behind them. */
  private record Outcome(List<Double> losses, float[] weights) {}

  @ParameterizedTest
  @ValueSource(strings = {"eager", "lazy", "reverse", "random:1", "random:2"})
  void stepsOnOneStreamForEachPassAgreeWithTheCpu(String schedule) {
    EmulatedDevice.configure("schedule", schedule);
    Outcome expected;
    try (Backend backend = Backends.open("cpu")) {
      expected = train(backend, 2, () -> {});
    }
    try (Backend backend = EmulatedDevice.open()) {
      Outcome actual = train(backend, 2, () -> {});
      for (int i = 0; i < expected.losses.size(); i++) {
        assertThat(actual.losses.get(i)).isCloseTo(expected.losses.get(i), within(1e-4));
      }
      Golden.assertClose("weights", expected.weights, actual.weights, 1e-4);
    }
  }

  @Test
  void repeatedTrainingHasTheSameBits() {
    List<Outcome> outcomes = new ArrayList<>();
    for (String schedule : List.of("eager", "random:3")) {
      EmulatedDevice.configure("schedule", schedule);
      try (Backend backend = EmulatedDevice.open()) {
        outcomes.add(train(backend, 2, () -> {}));
      }
    }
    assertThat(outcomes.get(1).weights).isEqualTo(outcomes.get(0).weights);
    assertThat(outcomes.get(1).losses).isEqualTo(outcomes.get(0).losses);
  }

  @Test
  void afterTheFirstStepsNothingIsAllocated() {
    try (Backend backend = EmulatedDevice.open()) {
      int[] step = {0};
      train(
          backend,
          4,
          () -> {
            if (step[0] >= 2) {
              assertThat(EmulatedDevice.counter("allocations")).isZero();
              assertThat(EmulatedDevice.counter("frees")).isZero();
              assertThat(EmulatedDevice.counter("implicit_synchronizations")).isZero();
            }
            step[0]++;
            EmulatedDevice.resetCounters();
          });
      assertThat(step[0]).isEqualTo(4);
    }
  }

  private static Outcome train(Backend backend, int steps, Runnable afterStep) {
    Philox random = new Philox(20_261_124, 7);
    NasBench201Supernet supernet = NasBench201Supernet.create(CONFIG, backend, random.split(0));
    Sgd sgd = new Sgd(backend, supernet.parameters(), 0.9f, 3e-4f);
    List<Double> losses = new ArrayList<>();
    try (Workers workers = new Workers(backend, THREADS, THREADS)) {
      for (int step = 0; step < steps; step++) {
        losses.addAll(step(backend, supernet, sgd, workers, random.split(step + 1)));
        afterStep.run();
      }
    }
    return new Outcome(losses, supernet.parameters().flat().toArray());
  }

  /** Gradients of the architectures, each on a stream of its own, added and applied. */
  private static List<Double> step(
      Backend backend, NasBench201Supernet supernet, Sgd sgd, Workers workers, Philox random) {
    try (TensorScope scope = backend.openScope()) {
      float[] pixels = new float[IMAGES.size()];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (float) random.nextGaussian();
      }
      Tensor images = backend.tensor(IMAGES, pixels);
      Tensor features = supernet.stem(new Tape(backend), images);
      List<Tensor> gradients = new ArrayList<>();
      for (int i = 0; i < ARCHITECTURES.length; i++) {
        gradients.add(backend.allocate(supernet.parameters().flat().shape()));
      }
      int[] labels = IntStream.range(0, IMAGES.dimension(0)).toArray();
      List<Double> losses =
          workers.map(
              ARCHITECTURES.length,
              (stream, i) ->
                  pass(
                      stream,
                      supernet,
                      features,
                      SampledArchitecture.fixed(ARCHITECTURES[i]),
                      labels,
                      gradients.get(i)));
      Tensor total = backend.allocate(supernet.parameters().flat().shape());
      backend.elementwise().sum(gradients, total);
      sgd.step(total, 0.05f, 1, GradientClipping.of(backend, total, 5));
      return losses;
    }
  }

  private static double pass(
      Backend stream,
      NasBench201Supernet supernet,
      Tensor features,
      SampledArchitecture sample,
      int[] labels,
      Tensor gradient) {
    try (Tape tape = new Tape(stream)) {
      supernet.parameters().watch(tape);
      Tensor loss =
          Softmax.crossEntropy(tape, supernet.classify(tape, features, sample), labels, 0);
      Gradients gradients = tape.backward(loss);
      stream.elementwise().copy(supernet.parameters().flat(stream, gradients), gradient);
      return loss.item();
    }
  }
}
