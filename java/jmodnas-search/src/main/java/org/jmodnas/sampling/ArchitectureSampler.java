package org.jmodnas.sampling;

import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.random.Philox;

/** The architect Λ: draws an architecture from its parameters, with an estimate of the gradient. */
public interface ArchitectureSampler {
  /**
   * Draws a choice for each decision.
   *
   * @param alpha logits, (decisions, choices)
   */
  Sample sample(Tape tape, Tensor alpha, Philox random);

  /**
   * What was drawn.
   *
   * @param choices the choice of each decision
   * @param gates z, (decisions, choices); tracked if α is
   * @param dense whether the gates weigh all choices, instead of being 1 at the one drawn and 0
   *     elsewhere
   */
  record Sample(int[] choices, Tensor gates, boolean dense) {}
}
