package org.jmodnas.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.SamplingKernels.GatedEdge;
import org.jmodnas.tensor.backend.SamplingKernels.Method;
import org.jmodnas.tensor.backend.SamplingKernels.Sampler;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws of gates and their gradients against their definitions. */
public abstract class SamplingContract extends BackendTest {
  private static final double TOLERANCE = 1e-5;

  @ParameterizedTest
  @CsvSource({
    "REINMAX, 1, 13, 6, 5",
    "REINMAX, 1, 1, 1, 1",
    "REINMAX, 1, 40, 3, 7",
    "GUMBEL_SOFTMAX, 1, 13, 6, 5",
    "GUMBEL_SOFTMAX, 0.3, 3, 7, 2",
    "SOFTMAX, 1, 13, 6, 5",
    "SOFTMAX, 2.5, 2, 1, 9"
  })
  void drawsAndTheirGradientsMatch(
      Method method, float temperature, int devices, int decisions, int choices) {
    Operands operands = new Operands(backend, new Philox(61, choices));
    Shape shape = Shape.of(devices, decisions, choices);
    Sampler sampler = new Sampler(method, temperature);
    Tensor alpha = operands.input(shape);
    Tensor gates = operands.output(shape);
    Tensor probabilities = operands.output(shape);
    List<Philox> streams = streams(devices);
    backend.sampling().sample(sampler, alpha, streams, gates, probabilities);
    double[] p = new double[shape.size()];
    double[] z = new double[shape.size()];
    List<Philox> again = streams(devices);
    for (int row = 0; row < devices * decisions; row++) {
      row(
          sampler,
          Operands.values(alpha),
          row * choices,
          choices,
          again.get(row / decisions),
          z,
          p);
    }
    operands.check("z", z, gates, method == Method.SOFTMAX ? TOLERANCE : 0);
    operands.check("p", p, probabilities, TOLERANCE);
    for (int t = 0; t < devices; t++) {
      assertThat(streams.get(t).position()).isEqualTo(again.get(t).position());
    }
    Tensor dz = operands.input(shape);
    Tensor dalpha = operands.output(shape);
    backend.sampling().backward(sampler, gates, probabilities, dz, dalpha);
    operands.check(
        "dα", gradient(sampler, p, z, Operands.values(dz), choices), dalpha, 4 * TOLERANCE);
  }

  @Test
  void drawsFollowTheirProbabilities() {
    Operands operands = new Operands(backend, new Philox(62, 0));
    int draws = 4000;
    float[] row = {0, 1, -1};
    float[] all = new float[3 * draws];
    for (int i = 0; i < all.length; i++) {
      all[i] = row[i % 3];
    }
    double[] pi = References.softmax(new double[] {0, 1, -1}, 3);
    for (Method method : List.of(Method.REINMAX, Method.GUMBEL_SOFTMAX)) {
      Shape shape = Shape.of(1, draws, 3);
      Tensor gates = operands.output(shape);
      backend
          .sampling()
          .sample(
              new Sampler(method, 2),
              operands.holding(shape, all),
              streams(1),
              gates,
              operands.output(shape));
      double[] counts = new double[3];
      double[] z = Operands.values(gates);
      for (int i = 0; i < z.length; i++) {
        counts[i % 3] += z[i] / draws;
      }
      for (int i = 0; i < 3; i++) {
        assertThat(counts[i]).as("%s", method).isCloseTo(pi[i], within(0.03));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 7, 6, 5", "3, 1000, 6, 5", "3, 40961, 6, 5", "8, 333, 9, 3", "1, 1, 1, 1"})
  void gateGradientsMatch(int count, int size, int decisions, int choices) {
    Operands operands = new Operands(backend, new Philox(63, size));
    Tensor g = operands.input(Shape.of(size));
    double[] gradient = Operands.values(g);
    double sum = Arrays.stream(gradient).sum();
    double[] expected = new double[decisions * choices];
    List<GatedEdge> edges = new ArrayList<>();
    for (int e = 0; e < count; e++) {
      int decision = decisions - 1 - e;
      int choice = e % choices;
      Tensor output = e == 1 ? null : operands.input(Shape.of(size));
      edges.add(new GatedEdge(decision, choice, output));
      Arrays.fill(expected, decision * choices, (decision + 1) * choices, sum);
      double[] of = output == null ? new double[size] : Operands.values(output);
      expected[decision * choices + choice] =
          IntStream.range(0, size).mapToDouble(i -> gradient[i] * of[i]).sum();
    }
    Tensor dz = operands.output(Shape.of(decisions, choices));
    backend.sampling().gateGradients(g, edges, dz);
    operands.check("dz", expected, dz, TOLERANCE * (1 + Math.sqrt(size)));
  }

  private static List<Philox> streams(int devices) {
    List<Philox> streams = new ArrayList<>();
    for (int t = 0; t < devices; t++) {
      Philox stream = new Philox(0x1234_5678_9abcL * t, -t);
      stream.seek(3L * t);
      streams.add(stream);
    }
    return streams;
  }

  /** Draws one row by its definition. */
  private static void row(
      Sampler sampler,
      double[] alpha,
      int start,
      int choices,
      Philox random,
      double[] z,
      double[] p) {
    double[] logits = Arrays.copyOfRange(alpha, start, start + choices);
    double temperature = sampler.method() == Method.REINMAX ? 1 : sampler.temperature();
    for (int i = 0; i < choices; i++) {
      double noise =
          sampler.method() == Method.GUMBEL_SOFTMAX ? -Math.log(random.nextExponential()) : 0;
      logits[i] = (logits[i] + noise) / temperature;
    }
    double[] row = References.softmax(logits, choices);
    System.arraycopy(row, 0, p, start, choices);
    if (sampler.method() == Method.SOFTMAX) {
      System.arraycopy(row, 0, z, start, choices);
      return;
    }
    z[start + (sampler.method() == Method.REINMAX ? drawn(row, random) : largest(row))] = 1;
  }

  private static int drawn(double[] p, Philox random) {
    double left = random.nextFloat();
    for (int i = 0; i < p.length; i++) {
      left -= p[i];
      if (left < 0) {
        return i;
      }
    }
    return p.length - 1;
  }

  private static int largest(double[] p) {
    return IntStream.range(0, p.length).reduce((a, b) -> p[b] > p[a] ? b : a).orElseThrow();
  }

  private static double[] gradient(
      Sampler sampler, double[] p, double[] z, double[] dz, int choices) {
    double[] gradient = new double[p.length];
    double[] middle = IntStream.range(0, p.length).mapToDouble(i -> (p[i] + z[i]) / 2).toArray();
    for (int i = 0; i < p.length; i++) {
      int start = i / choices * choices;
      gradient[i] =
          sampler.method() == Method.REINMAX
              ? 2 * jacobian(middle, dz, start, choices, i) - jacobian(p, dz, start, choices, i) / 2
              : jacobian(p, dz, start, choices, i) / sampler.temperature();
    }
    return gradient;
  }

  /** Entry i of J(p)v. */
  private static double jacobian(double[] p, double[] v, int start, int choices, int i) {
    double inner = IntStream.range(start, start + choices).mapToDouble(j -> p[j] * v[j]).sum();
    return p[i] * (v[i] - inner);
  }
}
