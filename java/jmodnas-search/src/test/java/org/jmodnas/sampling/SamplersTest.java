package org.jmodnas.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Golden;
import org.jmodnas.testkit.GradientCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SamplersTest extends BackendTest {
  private final Golden golden = Golden.load("reinmax");

  @ParameterizedTest
  @ValueSource(strings = {"reinmax", "reinmax_wide"})
  void reinMaxMatchesPyTorch(String name) {
    try (Tape tape = new Tape(backend)) {
      Tensor alpha = tape.watch(golden.tensor(backend, name + ".theta"));
      ArchitectureSampler.Sample sample =
          new ReinMaxSampler().sample(tape, alpha, golden.values(name + ".uniforms"));
      assertThat(sample.choices()).isEqualTo(golden.integers(name + ".choices"));
      verify(tape, name, alpha, sample);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gdas_warm", "gdas", "gdas_cold"})
  void gumbelSoftmaxMatchesPyTorch(String name) {
    try (Tape tape = new Tape(backend)) {
      Tensor alpha = tape.watch(golden.tensor(backend, name + ".theta"));
      ArchitectureSampler.Sample sample =
          new GumbelSoftmaxSampler(golden.scalar(name + ".tau"))
              .sample(tape, alpha, golden.values(name + ".gumbel"));
      verify(tape, name, alpha, sample);
    }
  }

  @Test
  void softmaxMatchesPyTorch() {
    try (Tape tape = new Tape(backend)) {
      Tensor alpha = tape.watch(golden.tensor(backend, "darts.theta"));
      ArchitectureSampler.Sample sample =
          new SoftmaxSampler(1).sample(tape, alpha, new Philox(0, 0));
      assertThat(sample.dense()).isTrue();
      golden.assertMatches("darts.output", sample.gates(), 1e-6);
      Tensor cotangent = golden.tensor(backend, "darts.cotangent");
      golden.assertMatches(
          "darts.grad_theta", tape.backward(sample.gates(), cotangent).get(alpha), 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 1, 3})
  void softmaxGradientsMatchDifferences(double temperature) {
    new GradientCheck(backend, 11)
        .check(
            "softmax at " + temperature,
            (tape, in) ->
                new SoftmaxSampler(temperature).sample(tape, in.get(0), new Philox(0, 0)).gates(),
            Shape.of(6, 5));
  }

  @Test
  void softmaxChoosesTheLargestLogitOfEachRow() {
    try (Tape tape = new Tape(backend)) {
      Tensor alpha = backend.tensor(Shape.of(3, 3), -1, 2, 0, 5, 4, 3, 1, 1, 1.5f);
      for (double temperature : new double[] {0.01, 1, 50}) {
        ArchitectureSampler.Sample sample =
            new SoftmaxSampler(temperature).sample(tape, alpha, new Philox(0, 0));
        assertThat(sample.choices()).containsExactly(1, 0, 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void temperaturesAreAboveZero(double temperature) {
    assertThatThrownBy(() -> new SoftmaxSampler(temperature))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 0");
  }

  /** E_D[estimate] = ∇E[f(D)] for f(D) = aᵀD + DᵀQD, where the expectation is over three draws. */
  @Test
  void reinMaxIsExactInExpectationOnQuadratics() {
    float[] theta = {0.3f, -0.8f, 0.5f};
    double[] pi = Distributions.softmax(theta, 3, 1);
    double[] f = {1.5, -0.7, 0.2};
    double[] expected = new double[3];
    double mean = f[0] * pi[0] + f[1] * pi[1] + f[2] * pi[2];
    double[] estimate = new double[3];
    for (int i = 0; i < 3; i++) {
      expected[i] = pi[i] * (f[i] - mean);
    }
    for (int drawn = 0; drawn < 3; drawn++) {
      try (Tape tape = new Tape(backend)) {
        Tensor alpha = tape.watch(backend.tensor(Shape.of(1, 3), theta));
        double before = 0;
        for (int i = 0; i < drawn; i++) {
          before += pi[i];
        }
        ArchitectureSampler.Sample sample =
            new ReinMaxSampler()
                .sample(tape, alpha, new float[] {(float) (before + pi[drawn] / 2)});
        assertThat(sample.choices()).containsExactly(drawn);
        // f is the quadratic ½Σ f_i (D_i² + D_i): equal to f_i at the corners, gradient f(D + ½).
        float[] g = new float[3];
        for (int i = 0; i < 3; i++) {
          g[i] = (float) (f[i] * ((i == drawn ? 1 : 0) + 0.5));
        }
        float[] gradient =
            tape.backward(sample.gates(), backend.tensor(Shape.of(1, 3), g)).get(alpha).toArray();
        for (int i = 0; i < 3; i++) {
          estimate[i] += pi[drawn] * gradient[i];
        }
      }
    }
    for (int i = 0; i < 3; i++) {
      assertThat(estimate[i]).isCloseTo(expected[i], within(1e-6));
    }
  }

  /** What the search adds for its score-function estimate: 2c at the drawn entry is c·(D − π). */
  @Test
  void aGradientAtTheDrawnEntryIsTheScoreFunction() {
    float[] theta = {0.3f, -0.8f, 0.5f};
    double[] pi = Distributions.softmax(theta, 3, 1);
    try (Tape tape = new Tape(backend)) {
      Tensor alpha = tape.watch(backend.tensor(Shape.of(1, 3), theta));
      ArchitectureSampler.Sample sample =
          new ReinMaxSampler().sample(tape, alpha, new float[] {0.99f});
      assertThat(sample.choices()).containsExactly(2);
      Tensor cotangent = backend.tensor(Shape.of(1, 3), 0, 0, 2 * 0.7f);
      float[] gradient = tape.backward(sample.gates(), cotangent).get(alpha).toArray();
      for (int i = 0; i < 3; i++) {
        assertThat((double) gradient[i]).isCloseTo(0.7 * ((i == 2 ? 1 : 0) - pi[i]), within(1e-6));
      }
    }
  }

  @Test
  void drawsFollowTheirProbabilities() {
    Philox random = new Philox(20_261_124, 2);
    float[] theta = {0, 1, -1};
    double[] pi = Distributions.softmax(theta, 3, 1);
    for (ArchitectureSampler sampler :
        new ArchitectureSampler[] {new ReinMaxSampler(), new GumbelSoftmaxSampler(2)}) {
      int[] counts = new int[3];
      try (Tape tape = new Tape(backend)) {
        Tensor alpha = backend.tensor(Shape.of(1, 3), theta);
        for (int i = 0; i < 10_000; i++) {
          counts[sampler.sample(tape, alpha, random).choices()[0]]++;
        }
      }
      for (int i = 0; i < 3; i++) {
        assertThat(counts[i] / 10_000.0).isCloseTo(pi[i], within(0.02));
      }
    }
  }

  private void verify(Tape tape, String name, Tensor alpha, ArchitectureSampler.Sample sample) {
    assertThat(sample.dense()).isFalse();
    golden.assertMatches(name + ".output", sample.gates(), 0);
    Tensor cotangent = golden.tensor(backend, name + ".cotangent");
    golden.assertMatches(
        name + ".grad_theta", tape.backward(sample.gates(), cotangent).get(alpha), 2e-6);
  }
}
