package org.jmodnas.tensor.backend.cpu;

import org.jmodnas.tensor.backend.SamplingKernels.Sampler;
import org.jmodnas.tensor.random.Philox;

/** The draw of one decision, a row of logits. */
final class ChoiceDraw {
  private final Sampler sampler;
  private final int start;
  private final int choices;
  private final double[] p;

  /**
   * A draw.
   *
   * @param logits of all decisions; this one's are {@code choices} from {@code start} on
   */
  ChoiceDraw(Sampler sampler, float[] logits, int start, int choices) {
    this.sampler = sampler;
    this.start = start;
    this.choices = choices;
    this.p = new double[choices];
    for (int i = 0; i < choices; i++) {
      p[i] = logits[start + i];
    }
  }

  /** Draws with numbers of {@code random}. */
  void run(Philox random, float[] gates, float[] probabilities) {
    switch (sampler.method()) {
      case REINMAX -> reinMax(random.nextFloat(), gates, probabilities);
      case GUMBEL_SOFTMAX -> {
        float[] noise = new float[choices];
        for (int i = 0; i < choices; i++) {
          // The exponential is 0 with probability 2⁻⁵³; its logarithm would be infinite then.
          noise[i] = (float) -Math.log(Math.max(random.nextExponential(), Double.MIN_NORMAL));
        }
        gumbelSoftmax(noise, gates, probabilities);
      }
      case SOFTMAX -> {
        softmax(sampler.temperature());
        keep(gates);
        keep(probabilities);
      }
    }
  }

  /** The first choice whose cumulative probability exceeds {@code uniform}. */
  void reinMax(float uniform, float[] gates, float[] probabilities) {
    softmax(1);
    int drawn = 0;
    double cumulative = p[0];
    while (cumulative <= uniform && drawn < choices - 1) {
      cumulative += p[++drawn];
    }
    keep(probabilities);
    gates[start + drawn] = 1;
  }

  /** The largest of the probabilities with the given Gumbel noise on the logits. */
  void gumbelSoftmax(float[] noise, float[] gates, float[] probabilities) {
    for (int i = 0; i < choices; i++) {
      // log π = α − a constant of the row, which softmax and argmax do not see.
      p[i] = (float) p[i] + noise[i];
    }
    softmax(sampler.temperature());
    keep(probabilities);
    int drawn = 0;
    for (int i = 1; i < choices; i++) {
      drawn = p[i] > p[drawn] ? i : drawn;
    }
    gates[start + drawn] = 1;
  }

  private void keep(float[] rows) {
    for (int i = 0; i < choices; i++) {
      rows[start + i] = (float) p[i];
    }
  }

  private void softmax(double temperature) {
    double maximum = Double.NEGATIVE_INFINITY;
    for (double logit : p) {
      maximum = Math.max(maximum, logit);
    }
    double sum = 0;
    for (int i = 0; i < choices; i++) {
      p[i] = Math.exp((p[i] - maximum) / temperature);
      sum += p[i];
    }
    for (int i = 0; i < choices; i++) {
      p[i] /= sum;
    }
  }
}
