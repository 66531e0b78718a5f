package org.jmodnas.hardware;

/**
 * A metric of a device that is a sum over the decisions of an architecture.
 *
 * @param constant the metric of no cost
 * @param weights what each gate adds where it leads to the output, decision by decision; the
 *     gradient of a search takes it for all
 * @param unusedWeights what each gate adds where it does not, less if the device's runtime prunes
 * @param floor the least value that is told
 */
public record GateSum(double constant, float[] weights, float[] unusedWeights, double floor) {
  /** A sum for devices that leave nothing out. */
  public GateSum(double constant, float[] weights, double floor) {
    this(constant, weights, weights, floor);
  }

  /**
   * The metric of an architecture.
   *
   * @param choices the choice of each decision
   * @param used whether each decision leads to the output
   * @param count number of choices that each decision has
   */
  public double of(int[] choices, boolean[] used, int count) {
    double sum = constant;
    for (int decision = 0; decision < choices.length; decision++) {
      sum += (used[decision] ? weights : unusedWeights)[decision * count + choices[decision]];
    }
    return Math.max(sum, floor);
  }
}
