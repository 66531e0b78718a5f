package org.jmodnas.multigradient;

/** Chooses the weights γ with which the gradients of several tasks are added. */
@FunctionalInterface
public interface GradientMethod {
  /**
   * The weights γ of the gradients.
   *
   * @param gram inner products ⟨g_i, g_j⟩ of the gradients, (tasks, tasks)
   */
  double[] weights(double[][] gram);
}
