package org.jmodnas.tensor.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.SamplingKernels.Method;
import org.jmodnas.tensor.backend.SamplingKernels.Sampler;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Draws with given random numbers, against PyTorch and against what they must be in expectation.
 */
final class ChoiceDrawTest extends BackendTest {
  private static final Sampler REINMAX = new Sampler(Method.REINMAX, 1);

  private final Golden golden = Golden.load("reinmax");

  @ParameterizedTest
  @ValueSource(strings = {"reinmax", "reinmax_wide"})
  void reinMaxMatchesPyTorch(String name) {
    float[] uniforms = golden.values(name + ".uniforms");
    verify(name, REINMAX, (draw, row, z, p) -> draw.reinMax(uniforms[row], z, p), 2e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gdas_warm", "gdas", "gdas_cold"})
  void gumbelSoftmaxMatchesPyTorch(String name) {
    float[] noise = golden.values(name + ".gumbel");
    int choices = golden.array(name + ".theta").shape().dimension(1);
    verify(
        name,
        new Sampler(Method.GUMBEL_SOFTMAX, golden.scalar(name + ".tau")),
        (draw, row, z, p) -> {
          float[] ofRow = new float[choices];
          System.arraycopy(noise, row * choices, ofRow, 0, choices);
          draw.gumbelSoftmax(ofRow, z, p);
        },
        2e-6);
  }

  @Test
  void softmaxMatchesPyTorch() {
    verify(
        "darts",
        new Sampler(Method.SOFTMAX, 1),
        (draw, row, z, p) -> draw.run(new Philox(0, 0), z, p),
        1e-6);
  }

  /** E_D[estimate] = ∇E[f(D)] for f(D) = aᵀD + DᵀQD, where the expectation is over three draws. */
  @Test
  void reinMaxIsExactInExpectationOnQuadratics() {
    float[] alpha = {0.3f, -0.8f, 0.5f};
    double sum = Math.exp(alpha[0]) + Math.exp(alpha[1]) + Math.exp(alpha[2]);
    double[] pi = new double[3];
    for (int i = 0; i < 3; i++) {
      pi[i] = Math.exp(alpha[i]) / sum;
    }
    double[] f = {1.5, -0.7, 0.2};
    double mean = f[0] * pi[0] + f[1] * pi[1] + f[2] * pi[2];
    double[] estimate = new double[3];
    double before = 0;
    for (int drawn = 0; drawn < 3; drawn++) {
      float[] z = new float[3];
      float[] p = new float[3];
      new ChoiceDraw(REINMAX, alpha, 0, 3).reinMax((float) (before + pi[drawn] / 2), z, p);
      before += pi[drawn];
      assertThat(z[drawn]).isOne();
      // f is the quadratic ½Σ f_i (D_i² + D_i): equal to f_i at the corners, gradient f(D + ½).
      float[] g = new float[3];
      for (int i = 0; i < 3; i++) {
        g[i] = (float) (f[i] * ((i == drawn ? 1 : 0) + 0.5));
      }
      float[] gradient = gradient(REINMAX, Shape.of(1, 1, 3), z, p, g).toArray();
      for (int i = 0; i < 3; i++) {
        estimate[i] += pi[drawn] * gradient[i];
      }
    }
    for (int i = 0; i < 3; i++) {
      assertThat(estimate[i]).isCloseTo(pi[i] * (f[i] - mean), within(1e-6));
    }
  }

  private interface Run {
    void draw(ChoiceDraw draw, int row, float[] gates, float[] probabilities);
  }

  private void verify(String name, Sampler sampler, Run run, double tolerance) {
    float[] alpha = golden.values(name + ".theta");
    Shape rows = golden.array(name + ".theta").shape();
    int choices = rows.dimension(1);
    float[] z = new float[alpha.length];
    float[] p = new float[alpha.length];
    for (int row = 0; row < rows.dimension(0); row++) {
      run.draw(new ChoiceDraw(sampler, alpha, row * choices, choices), row, z, p);
    }
    Golden.assertClose("z", golden.values(name + ".output"), z, tolerance);
    Shape shape = Shape.of(1, rows.dimension(0), choices);
    Tensor dalpha = gradient(sampler, shape, z, p, golden.values(name + ".cotangent"));
    golden.assertMatches(name + ".grad_theta", dalpha.view(rows), tolerance);
  }

  private Tensor gradient(Sampler sampler, Shape shape, float[] z, float[] p, float[] dz) {
    Tensor dalpha = backend.allocate(shape);
    backend
        .sampling()
        .backward(
            sampler,
            backend.tensor(shape, z),
            backend.tensor(shape, p),
            backend.tensor(shape, dz),
            dalpha);
    return dalpha;
  }
}
