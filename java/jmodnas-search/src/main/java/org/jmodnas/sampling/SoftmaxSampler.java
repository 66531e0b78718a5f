package org.jmodnas.sampling;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.random.Philox;

/**
 * The continuous relaxation of DARTS (Liu et al., 2019): nothing is drawn, the gates are z =
 * softmax(α / τ) with their exact gradient. The choices are the most probable ones.
 */
public final class SoftmaxSampler implements ArchitectureSampler {
  private final double temperature;

  /** A sampler at temperature τ &gt; 0; DARTS has 1. */
  public SoftmaxSampler(double temperature) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("A temperature is above 0, got " + temperature);
    }
    this.temperature = temperature;
  }

  /** The gates of {@code alpha}; {@code random} is not used. */
  @Override
  public Sample sample(Tape tape, Tensor alpha, Philox random) {
    Shape shape = alpha.shape();
    int choices = shape.dimension(1);
    double[] p = Distributions.softmax(alpha.toArray(), choices, temperature);
    int[] likeliest = new int[shape.dimension(0)];
    for (int row = 0; row < likeliest.length; row++) {
      likeliest[row] = Distributions.argmax(p, row * choices, choices);
    }
    float[] gates = new float[p.length];
    for (int i = 0; i < gates.length; i++) {
      gates[i] = (float) p[i];
    }
    Tensor z =
        tape.record(
            tape.backend().tensor(shape, gates),
            List.of(alpha),
            List.of(),
            (dz, needed) -> {
              float[] gradient =
                  Distributions.softmaxGradient(p, dz.toArray(), choices, temperature);
              return new Tensor[] {tape.backend().tensor(shape, gradient)};
            });
    return new Sample(likeliest, z, true);
  }
}
