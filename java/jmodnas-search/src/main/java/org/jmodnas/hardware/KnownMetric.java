package org.jmodnas.hardware;

import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;

/**
 * A metric that is the same on every device and known: what it tells of an architecture is the
 * table's value, and a device is described by nothing.
 *
 * <p>A search descends the values themselves: as a sum over the decisions where they are one, as
 * parameters and multiply-accumulates are, else by their multilinear extension. Values that the
 * table lacks are those of the nearest sum.
 */
public final class KnownMetric implements DeviceModel, MetricFunction {
  private final double[] values;
  private final MetricFunction function;
  private final TargetDevice.Calibration calibration;

  /**
   * A metric; what it holds belongs to {@code backend}'s innermost scope.
   *
   * @param name for messages
   * @param table of the same values on every device
   * @throws ConfigurationException if there are no two different values
   */
  public KnownMetric(String name, MetricTable table, SearchSpace space, Backend backend) {
    double lowest = table.minimum(name);
    double highest = table.maximum(name);
    if (!(lowest < highest)) {
      throw new ConfigurationException(
          "Objective '%s' is '%s' for all architectures; expected different values, between which a search can choose"
              .formatted(name, lowest));
    }
    double[] known = table.values(name);
    ColumnSum sum = ColumnSum.fit(space, known);
    this.values = completed(known, sum);
    this.calibration = new TargetDevice.Calibration(1, 0, lowest, highest);
    this.function =
        sum.isExact()
            ? sum
            : new MultilinearExtension(space, values, lowest, highest - lowest, backend);
  }

  private static double[] completed(double[] known, ColumnSum sum) {
    double[] values = known.clone();
    int[] missing =
        IntStream.range(0, values.length).filter(i -> Double.isNaN(values[i])).toArray();
    double[] fitted = sum.outputs(missing);
    for (int i = 0; i < missing.length; i++) {
      values[missing[i]] = fitted[i];
    }
    return values;
  }

  @Override
  public TargetDevice device(MetricTable table, String name) {
    return new TargetDevice(name, new float[0], new float[0], calibration);
  }

  @Override
  public double[] outputs(TargetDevice device, int[] indices) {
    return IntStream.of(indices).mapToDouble(index -> values[index]).toArray();
  }

  @Override
  public Tensor predict(Tape tape, Tensor gates, List<TargetDevice> devices) {
    return function.predict(tape, gates, devices);
  }
}
