package org.jmodnas.sampling;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.random.Philox;

/**
 * Straight-through Gumbel-softmax (GDAS, Dong and Yang 2019): the largest of p = softmax((log π +
 * G) / τ) is taken, and its gradient is that of p.
 */
public final class GumbelSoftmaxSampler implements ArchitectureSampler {
  private final double temperature;

  /** A sampler at temperature τ &gt; 0. */
  public GumbelSoftmaxSampler(double temperature) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("A temperature is above 0, got " + temperature);
    }
    this.temperature = temperature;
  }

  @Override
  public Sample sample(Tape tape, Tensor alpha, Philox random) {
    float[] noise = new float[alpha.shape().size()];
    for (int i = 0; i < noise.length; i++) {
      // The exponential is 0 with probability 2⁻⁵³; its logarithm would be infinite then.
      noise[i] = (float) -Math.log(Math.max(random.nextExponential(), Double.MIN_NORMAL));
    }
    return sample(tape, alpha, noise);
  }

  /** The sample that the given Gumbel noise draws. */
  Sample sample(Tape tape, Tensor alpha, float[] noise) {
    Shape shape = alpha.shape();
    int choices = shape.dimension(1);
    float[] perturbed = alpha.toArray();
    for (int i = 0; i < perturbed.length; i++) {
      // log π = α − a constant of the row, which softmax and argmax do not see.
      perturbed[i] += noise[i];
    }
    double[] p = Distributions.softmax(perturbed, choices, temperature);
    int[] drawn = new int[shape.dimension(0)];
    float[] gates = new float[p.length];
    for (int row = 0; row < drawn.length; row++) {
      drawn[row] = Distributions.argmax(p, row * choices, choices);
      gates[row * choices + drawn[row]] = 1;
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
    return new Sample(drawn, z, false);
  }
}
