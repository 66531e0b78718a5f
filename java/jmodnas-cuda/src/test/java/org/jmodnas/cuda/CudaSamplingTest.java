package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.backend.SamplingKernels.GatedEdge;
import org.jmodnas.tensor.backend.SamplingKernels.Method;
import org.jmodnas.tensor.backend.SamplingKernels.Sampler;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Golden;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws on the emulated device are those of the CPU. */
@ExtendWith(EmulatedDevice.class)
@Seeded
final class CudaSamplingTest {
  /** What a sampler leaves behind, and where it leaves the streams. */
  private record Draw(
      float[] gates, float[] probabilities, float[] gradient, List<Long> positions) {}

  @ParameterizedTest
  @CsvSource({
    "lazy, 40, 6, 5, 1",
    "random:1, 40, 6, 5, 0.5",
    "lazy, 3, 7, 2, 10",
    "random:1, 3, 7, 2, 1",
    "lazy, 1, 1, 1, 1",
    "random:1, 2, 129, 3, 0.001"
  })
  void drawsAreThoseOfTheCpu(
      String schedule, int devices, int decisions, int choices, float temperature, Philox random) {
    EmulatedDevice.configure("schedule", schedule);
    Shape shape = Shape.of(devices, decisions, choices);
    float[] alpha = normal(shape.size(), random);
    float[] gateGradient = normal(shape.size(), random);
    for (Method method : Method.values()) {
      Sampler sampler = new Sampler(method, temperature);
      Draw expected;
      Draw actual;
      try (Backend cpu = Backends.open("cpu")) {
        expected = draw(cpu, sampler, shape, alpha, gateGradient);
      }
      try (Backend cuda = EmulatedDevice.open()) {
        actual = draw(cuda, sampler, shape, alpha, gateGradient);
      }
      if (method == Method.SOFTMAX) {
        Golden.assertClose("z of " + method, expected.gates, actual.gates, 1e-6);
      } else {
        assertThat(actual.gates).as("z of %s", method).isEqualTo(expected.gates);
      }
      Golden.assertClose("p of " + method, expected.probabilities, actual.probabilities, 1e-6);
      Golden.assertClose("dα of " + method, expected.gradient, actual.gradient, 1e-6);
      assertThat(actual.positions).as("positions of %s", method).isEqualTo(expected.positions);
    }
  }

  @Test
  void aStreamForEachDeviceIsAskedFor() {
    Shape shape = Shape.of(2, 3, 4);
    try (Backend cuda = EmulatedDevice.open()) {
      Tensor tensor = cuda.zeros(shape);
      assertThatThrownBy(
              () ->
                  cuda.sampling()
                      .sample(new Sampler(Method.REINMAX, 1), tensor, streams(3), tensor, tensor))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Draws for 2 devices take as many streams, got 3");
    }
  }

  /** A node of more edges than a kernel takes, some without an output. */
  @ParameterizedTest
  @CsvSource({"lazy, 8, 5", "lazy, 9, 1", "random:1, 19, 31"})
  void gatesOfManyEdgesHaveTheirGradients(String schedule, int count, int choices, Philox random) {
    EmulatedDevice.configure("schedule", schedule);
    int size = 3001;
    Shape shape = Shape.of(count + 2, choices);
    try (Backend cuda = EmulatedDevice.open()) {
      float[] g = normal(size, random);
      float[] expected = new float[shape.size()];
      List<GatedEdge> edges = new ArrayList<>();
      for (int e = 0; e < count; e++) {
        int decision = e + 1;
        int choice = e % choices;
        float[] output = normal(size, random);
        boolean zero = e % 3 == 1;
        Arrays.fill(expected, decision * choices, (decision + 1) * choices, product(g, ones(size)));
        expected[decision * choices + choice] = zero ? 0 : product(g, output);
        Tensor tensor = zero ? null : cuda.tensor(Shape.of(size), output);
        edges.add(new GatedEdge(decision, choice, tensor));
      }
      Tensor dz = cuda.tensor(shape, nothing(shape.size()));
      cuda.sampling().gateGradients(cuda.tensor(Shape.of(size), g), edges, dz);
      Golden.assertClose("dz", expected, dz.toArray(), 1e-5);
    }
  }

  private static Draw draw(
      Backend backend, Sampler sampler, Shape shape, float[] alpha, float[] gateGradient) {
    Tensor gates = backend.tensor(shape, nothing(shape.size()));
    Tensor probabilities = backend.tensor(shape, nothing(shape.size()));
    Tensor gradient = backend.tensor(shape, nothing(shape.size()));
    List<Philox> streams = streams(shape.dimension(0));
    backend.sampling().sample(sampler, backend.tensor(shape, alpha), streams, gates, probabilities);
    Tensor dz = backend.tensor(shape, gateGradient);
    backend.sampling().backward(sampler, gates, probabilities, dz, gradient);
    return new Draw(
        gates.toArray(),
        probabilities.toArray(),
        gradient.toArray(),
        streams.stream().map(Philox::position).toList());
  }

  /** Streams of other names, from other positions within a block of the generator. */
  private static List<Philox> streams(int devices) {
    List<Philox> streams = new ArrayList<>();
    for (int device = 0; device < devices; device++) {
      Philox stream = new Philox(-device, 0x1234_5678_9abc_def0L + device);
      stream.seek(device);
      streams.add(stream);
    }
    return streams;
  }

  private static float product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return (float) sum;
  }

  private static float[] normal(int size, Philox random) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] ones(int size) {
    float[] values = new float[size];
    Arrays.fill(values, 1);
    return values;
  }

  /** What a result held before, which must not enter it. */
  private static float[] nothing(int size) {
    float[] values = new float[size];
    Arrays.fill(values, Float.NaN);
    return values;
  }
}
