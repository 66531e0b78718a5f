package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ElementwiseKernels.Runs;
import org.jmodnas.tensor.backend.OptimizerKernels.Adam;
import org.jmodnas.tensor.backend.OptimizerKernels.Clipping;
import org.jmodnas.tensor.backend.OptimizerKernels.Moments;
import org.jmodnas.tensor.backend.OptimizerKernels.Sgd;
import org.jmodnas.tensor.backend.SamplingKernels.GatedEdge;
import org.jmodnas.tensor.backend.SamplingKernels.Method;
import org.jmodnas.tensor.backend.SamplingKernels.Sampler;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of the kernel families queue work; none brings a value to the host or waits. */
@ExtendWith(EmulatedDevice.class)
final class AsynchronousCallsTest {
  private static final Shape DRAWS = Shape.of(3, 7, 5);
  private static final Shape MATRIX = Shape.of(7, 5);

  @Test
  void theBackendSaysSo() {
    try (Backend cuda = EmulatedDevice.open()) {
      assertThat(cuda.asynchronous()).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void noCallWaits(String name, Consumer<Backend> calls) {
    try (Backend cuda = EmulatedDevice.open()) {
      // The first time makes room; from then on nothing may stop the host.
      for (int round = 0; round < 3; round++) {
        EmulatedDevice.resetCounters();
        try (TensorScope scope = cuda.openScope()) {
          calls.accept(cuda);
        }
      }
      assertThat(EmulatedDevice.counter("launches")).isPositive();
      for (String what :
          List.of(
              "copies_to_host", "synchronizations", "implicit_synchronizations", "allocations")) {
        assertThat(EmulatedDevice.counter(what)).as("%s of %s", what, name).isZero();
      }
    }
  }

  /** The page-locked memory of uploads is used again once others have waited for the stream. */
  @Test
  void uploadsOfAForkThatIsNeverReadDoNotWait() {
    EmulatedDevice.configure("schedule", "eager");
    int steps = 12;
    float[] values = new float[1 << 13];
    try (Backend cuda = EmulatedDevice.open();
        Backend fork = cuda.fork()) {
      Tensor result = cuda.zeros(Shape.of(values.length));
      EmulatedDevice.resetCounters();
      for (int step = 0; step < steps; step++) {
        try (TensorScope scope = fork.openScope()) {
          Tensor uploaded = fork.tensor(Shape.of(values.length), values);
          cuda.elementwise().copy(uploaded, result);
        }
      }
      assertThat(EmulatedDevice.counter("copies_to_device")).isEqualTo(steps);
      assertThat(EmulatedDevice.counter("synchronizations")).isZero();
    }
  }

  static Stream<Arguments> noCallWaits() {
    return Stream.of(
        calls("reductions", AsynchronousCallsTest::reductions),
        calls("cross entropy", AsynchronousCallsTest::crossEntropy),
        calls("elementwise", AsynchronousCallsTest::elementwise),
        calls("optimizers", AsynchronousCallsTest::optimizers),
        calls("min-norm weights", AsynchronousCallsTest::minNormWeights),
        calls("sampling", AsynchronousCallsTest::sampling),
        calls("gate gradients", AsynchronousCallsTest::gateGradients));
  }

  private static Arguments calls(String name, Consumer<Backend> calls) {
    return Arguments.of(name, calls);
  }

  private static void reductions(Backend cuda) {
    Tensor total = cuda.allocate(Shape.of());
    cuda.reduction().sum(cuda.zeros(MATRIX), total);
    cuda.reduction().dot(cuda.zeros(MATRIX), cuda.zeros(MATRIX), total);
    cuda.reduction().sumRows(cuda.zeros(MATRIX), cuda.allocate(Shape.of(5)));
  }

  private static void crossEntropy(Backend cuda) {
    int[] labels = {0, 1, 2, 3, 4, 0, 1};
    Tensor mean = cuda.allocate(Shape.of());
    cuda.softmax().crossEntropy(cuda.zeros(MATRIX), labels, 0.1f, cuda.allocate(MATRIX), mean);
  }

  private static void elementwise(Backend cuda) {
    Tensor x = cuda.zeros(MATRIX);
    Tensor y = cuda.zeros(MATRIX);
    cuda.elementwise().scale(x, cuda.zeros(Shape.of()), 2, y);
    cuda.elementwise().copyRuns(new Runs(x, 1, 5, 0), new Runs(y, 0, 5, 0), 7, 1, 3);
  }

  private static void optimizers(Backend cuda) {
    Tensor p = cuda.zeros(MATRIX);
    Tensor g = cuda.zeros(MATRIX);
    Moments moments = new Moments(cuda.zeros(MATRIX), cuda.zeros(MATRIX));
    Clipping clipping = new Clipping(cuda.zeros(Shape.of()), 1);
    cuda.optimizer().sgd(new Sgd(1, 0, 0, 1), clipping, p, g, moments.first());
    Adam adam = new Adam(1, 0.9f, 0.9f, 1e-8f, 0, false, 1, 1);
    cuda.optimizer().adam(adam, clipping, p, g, moments);
  }

  private static void minNormWeights(Backend cuda) {
    cuda.optimizer().minNormWeights(cuda.zeros(MATRIX), cuda.allocate(Shape.of(7)));
  }

  private static void sampling(Backend cuda) {
    List<Philox> streams = List.of(new Philox(1, 2), new Philox(1, 3), new Philox(1, 4));
    Tensor z = cuda.allocate(DRAWS);
    Tensor p = cuda.allocate(DRAWS);
    for (Method method : Method.values()) {
      Sampler sampler = new Sampler(method, 1);
      cuda.sampling().sample(sampler, cuda.zeros(DRAWS), streams, z, p);
      cuda.sampling().backward(sampler, z, p, cuda.zeros(DRAWS), cuda.allocate(DRAWS));
    }
  }

  private static void gateGradients(Backend cuda) {
    Tensor g = cuda.zeros(Shape.of(1000));
    List<GatedEdge> edges = List.of(new GatedEdge(1, 2, g), new GatedEdge(0, 0, null));
    cuda.sampling().gateGradients(g, edges, cuda.allocate(MATRIX));
  }
}
