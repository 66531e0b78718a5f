package org.jmodnas.hardware;

/**
 * A device that architectures are searched for.
 *
 * @param name as in its metric table
 * @param embedding metrics of the reference architectures scaled to [0, 1]
 * @param standardized the embedding standardised over the training devices
 * @param metric predictions of this device in real units
 */
public record TargetDevice(
    String name, float[] embedding, float[] standardized, Calibration metric) {

  /**
   * From the predictor's standardised output to the metric's unit, and the range of predictions.
   *
   * @param slope units of the metric per unit of output
   * @param offset metric at an output of 0
   * @param lowest smallest output over the space
   * @param highest largest output over the space
   */
  public record Calibration(double slope, double offset, double lowest, double highest) {
    /** The metric in its real unit. */
    public double metric(double output) {
      return slope * output + offset;
    }

    /** The output scaled to [0, 1] over the space. */
    public double normalized(double output) {
      return (output - lowest) / (highest - lowest);
    }
  }
}
