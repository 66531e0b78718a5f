package org.jmodnas.hardware;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A device that architectures are searched for.
 *
 * @param name as in its metric table
 * @param embedding metrics of the reference architectures scaled to [0, 1]; empty where the metric
 *     is the same on every device
 * @param standardized the embedding standardised over the training devices
 * @param metric predictions of this device in real units
 * @param sum the metric as a sum over the decisions, where it is one
 */
public record TargetDevice(
    String name,
    float[] embedding,
    float[] standardized,
    Calibration metric,
    @Nullable GateSum sum) {

  /** A device whose metric is no sum. */
  public TargetDevice(String name, float[] embedding, float[] standardized, Calibration metric) {
    this(name, embedding, standardized, metric, null);
  }

  /** The metric as a sum over the decisions; it must be one. */
  public GateSum gateSum() {
    return Objects.requireNonNull(sum, "the metric of " + name + " is no sum");
  }

  /** The same, with the metric wanted in {@code direction}. */
  public TargetDevice towards(Direction direction) {
    return new TargetDevice(name, embedding, standardized, metric.towards(direction), sum);
  }

  /**
   * From the predictor's standardised output to the metric's unit, and the range of predictions.
   *
   * @param slope units of the metric per unit of output
   * @param offset metric at an output of 0
   * @param lowest smallest output over the space
   * @param highest largest output over the space
   * @param direction which end is wanted
   */
  public record Calibration(
      double slope, double offset, double lowest, double highest, Direction direction) {
    /** A calibration of a metric to be minimised. */
    public Calibration(double slope, double offset, double lowest, double highest) {
      this(slope, offset, lowest, highest, Direction.MINIMIZE);
    }

    /** The metric in its real unit. */
    public double metric(double output) {
      return slope * output + offset;
    }

    /** The output scaled to [0, 1] over the space, 0 at the wanted end. */
    public double normalized(double output) {
      return direction == Direction.MINIMIZE
          ? (output - lowest) / (highest - lowest)
          : (highest - output) / (highest - lowest);
    }

    /** By how much {@link #normalized} grows with the output. */
    public double rate() {
      return direction.minimized(1) / (highest - lowest);
    }

    private Calibration towards(Direction wanted) {
      return new Calibration(slope, offset, lowest, highest, wanted);
    }
  }
}
