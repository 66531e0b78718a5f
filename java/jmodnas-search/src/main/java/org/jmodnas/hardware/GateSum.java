package org.jmodnas.hardware;

/**
 * A metric of a device that is a sum over the decisions of an architecture.
 *
 * @param constant the metric of no cost
 * @param weights what each gate adds, decision by decision
 * @param floor the least value that is told
 */
public record GateSum(double constant, float[] weights, double floor) {
  /**
   * The metric of an architecture.
   *
   * @param choices the choice of each decision
   * @param count number of choices that each decision has
   */
  public double of(int[] choices, int count) {
    double sum = constant;
    for (int decision = 0; decision < choices.length; decision++) {
      sum += weights[decision * count + choices[decision]];
    }
    return Math.max(sum, floor);
  }
}
