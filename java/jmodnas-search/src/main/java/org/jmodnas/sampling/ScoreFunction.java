package org.jmodnas.sampling;

import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;

/**
 * The score function of a draw from softmax(α): ∇_α log π(D) = D − π, by which a loss that need not
 * be differentiable has the gradient E[loss·(D − π)] (Williams, 1992).
 */
public final class ScoreFunction {
  private static final float[] DIFFERENCE = {1, -1};

  private ScoreFunction() {}

  /**
   * D − π, row by row.
   *
   * @param alpha logits, (…, choices)
   * @param drawn D, 1 at each choice and 0 elsewhere, of the same shape
   */
  public static Tensor of(Backend backend, Tensor alpha, Tensor drawn) {
    Tensor pi = backend.allocate(alpha.shape());
    backend.softmax().forward(alpha, pi);
    Tensor score = backend.allocate(alpha.shape());
    backend.elementwise().weightedSum(List.of(drawn, pi), DIFFERENCE, score);
    return score;
  }
}
