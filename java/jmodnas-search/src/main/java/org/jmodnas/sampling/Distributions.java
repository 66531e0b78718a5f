package org.jmodnas.sampling;

/** Categorical distributions, one a row of {@code choices} entries. */
final class Distributions {
  private Distributions() {}

  /** softmax(logits / temperature), each row. */
  static double[] softmax(float[] logits, int choices, double temperature) {
    double[] p = new double[logits.length];
    for (int start = 0; start < p.length; start += choices) {
      double maximum = Double.NEGATIVE_INFINITY;
      for (int i = start; i < start + choices; i++) {
        maximum = Math.max(maximum, logits[i]);
      }
      double sum = 0;
      for (int i = start; i < start + choices; i++) {
        p[i] = Math.exp((logits[i] - maximum) / temperature);
        sum += p[i];
      }
      for (int i = start; i < start + choices; i++) {
        p[i] /= sum;
      }
    }
    return p;
  }

  /** J(p)v = p ⊙ v − p⟨p, v⟩, each row. */
  static double[] jacobianProduct(double[] p, float[] v, int choices) {
    double[] product = new double[p.length];
    for (int start = 0; start < p.length; start += choices) {
      double inner = 0;
      for (int i = start; i < start + choices; i++) {
        inner += p[i] * v[i];
      }
      for (int i = start; i < start + choices; i++) {
        product[i] = p[i] * (v[i] - inner);
      }
    }
    return product;
  }

  /**
   * The gradient of the logits, where {@code gradient} is that of p = softmax(logits /
   * temperature).
   */
  static float[] softmaxGradient(double[] p, float[] gradient, int choices, double temperature) {
    double[] product = jacobianProduct(p, gradient, choices);
    float[] logits = new float[product.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (product[i] / temperature);
    }
    return logits;
  }

  /** The first choice whose cumulative probability exceeds {@code uniform}. */
  static int draw(double[] p, int start, int choices, double uniform) {
    double cumulative = 0;
    for (int i = 0; i < choices; i++) {
      cumulative += p[start + i];
      if (cumulative > uniform) {
        return i;
      }
    }
    return choices - 1;
  }

  /** The first of the most probable choices. */
  static int argmax(double[] p, int start, int choices) {
    int best = 0;
    for (int i = 1; i < choices; i++) {
      if (p[start + i] > p[start + best]) {
        best = i;
      }
    }
    return best;
  }
}
