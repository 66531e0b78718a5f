package org.jmodnas.sampling;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.random.Philox;

/**
 * ReinMax (Liu et al., 2023): a draw D from softmax(α) whose gradient is second-order accurate,
 * 2·J(½(π + D))g − ½·J(π)g with J(p)v = p ⊙ v − p⟨p, v⟩. Exact in expectation for quadratics.
 */
public final class ReinMaxSampler implements ArchitectureSampler {
  @Override
  public Sample sample(Tape tape, Tensor alpha, Philox random) {
    Shape shape = alpha.shape();
    float[] uniforms = new float[shape.dimension(0)];
    for (int row = 0; row < uniforms.length; row++) {
      uniforms[row] = random.nextFloat();
    }
    return sample(tape, alpha, uniforms);
  }

  /** The sample that the given uniform numbers draw, one for each decision. */
  Sample sample(Tape tape, Tensor alpha, float[] uniforms) {
    Shape shape = alpha.shape();
    int choices = shape.dimension(1);
    double[] pi = Distributions.softmax(alpha.toArray(), choices, 1);
    int[] drawn = new int[uniforms.length];
    float[] gates = new float[pi.length];
    for (int row = 0; row < drawn.length; row++) {
      drawn[row] = Distributions.draw(pi, row * choices, choices, uniforms[row]);
      gates[row * choices + drawn[row]] = 1;
    }
    Tensor z =
        tape.record(
            tape.backend().tensor(shape, gates),
            List.of(alpha),
            List.of(),
            (dz, needed) ->
                new Tensor[] {
                  tape.backend().tensor(shape, gradient(pi, gates, dz.toArray(), choices))
                });
    return new Sample(drawn, z, false);
  }

  private static float[] gradient(double[] pi, float[] gates, float[] g, int choices) {
    double[] middle = new double[pi.length];
    for (int i = 0; i < pi.length; i++) {
      middle[i] = (pi[i] + gates[i]) / 2;
    }
    double[] second = Distributions.jacobianProduct(middle, g, choices);
    double[] first = Distributions.jacobianProduct(pi, g, choices);
    float[] gradient = new float[g.length];
    for (int i = 0; i < g.length; i++) {
      gradient[i] = (float) (2 * second[i] - first[i] / 2);
    }
    return gradient;
  }
}
