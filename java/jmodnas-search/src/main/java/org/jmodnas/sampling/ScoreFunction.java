package org.jmodnas.sampling;

import org.jmodnas.tensor.Tensor;

/**
 * The score function of a draw from softmax(α): ∇_α log π(D) = D − π, by which a loss that need not
 * be differentiable has the gradient E[loss·(D − π)] (Williams, 1992).
 */
public final class ScoreFunction {
  private ScoreFunction() {}

  /**
   * D − π, row by row.
   *
   * @param alpha logits, (decisions, choices)
   * @param choices the choice drawn for each decision
   */
  public static float[] of(Tensor alpha, int[] choices) {
    int count = alpha.shape().dimension(1);
    double[] pi = Distributions.softmax(alpha.toArray(), count, 1);
    float[] score = new float[pi.length];
    for (int i = 0; i < pi.length; i++) {
      score[i] = (float) -pi[i];
    }
    for (int row = 0; row < choices.length; row++) {
      score[row * count + choices[row]] += 1;
    }
    return score;
  }
}
