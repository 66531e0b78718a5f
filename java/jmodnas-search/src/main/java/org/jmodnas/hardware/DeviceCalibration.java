package org.jmodnas.hardware;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;

/**
 * Makes a {@link TargetDevice} of a device, seen in training or not, from its measurements of the
 * reference architectures alone: its embedding, and an affine least-squares map from the
 * predictor's output to the metric's real unit.
 *
 * <p>Where the metric is positive on all references, so is the map over the whole space: the fit is
 * constrained to at least half of their smallest measurement. Unconstrained it turns negative on
 * devices of which one reference is an outlier. A bounded line, not a clipped one: the order of the
 * architectures is the predictor's.
 */
public final class DeviceCalibration implements DeviceModel {
  /** Architectures whose metric is predicted at a time. */
  public static final int CHUNK = 625;

  /** Least metric of the space, in smallest reference measurements. */
  private static final double FLOOR = 0.5;

  private final MetricPredictor predictor;
  private final SearchSpace space;
  private final List<Integer> references;
  private final DeviceEmbedding.Standardizer standardizer;
  private final Backend backend;

  /** A calibration with a trained {@code predictor}. */
  public DeviceCalibration(
      MetricPredictor predictor,
      SearchSpace space,
      List<Integer> references,
      DeviceEmbedding.Standardizer standardizer,
      Backend backend) {
    this.predictor = predictor;
    this.space = space;
    this.references = List.copyOf(references);
    this.standardizer = standardizer;
    this.backend = backend;
  }

  @Override
  public TargetDevice device(MetricTable table, String name) {
    float[] embedding = DeviceEmbedding.of(table, name, references);
    double[] measured = DeviceEmbedding.referenceMetrics(table, name, references);
    double[] outputs =
        outputs(embedding, references.stream().mapToInt(Integer::intValue).toArray());
    double[] all = outputs(embedding, IntStream.range(0, (int) space.count()).toArray());
    double lowest = IntStream.range(0, all.length).mapToDouble(i -> all[i]).min().orElseThrow();
    double highest = IntStream.range(0, all.length).mapToDouble(i -> all[i]).max().orElseThrow();
    return new TargetDevice(
        name, embedding, standardizer.apply(embedding), fit(outputs, measured, lowest, highest));
  }

  /** The map from {@code outputs} to {@code measured}; all outputs lie in the given range. */
  static TargetDevice.Calibration fit(
      double[] outputs, double[] measured, double lowest, double highest) {
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < measured.length; i++) {
      line.addData(outputs[i], measured[i]);
    }
    double smallest = Arrays.stream(measured).min().orElseThrow();
    double floor = FLOOR * smallest;
    double end = line.getSlope() < 0 ? highest : lowest;
    if (smallest <= 0 || line.predict(end) >= floor) {
      return new TargetDevice.Calibration(line.getSlope(), line.getIntercept(), lowest, highest);
    }
    // The optimum of a convex problem whose constraint is violated lies on the constraint, here
    // the lines through (end, floor).
    double products = 0;
    double squares = 0;
    for (int i = 0; i < measured.length; i++) {
      double distance = outputs[i] - end;
      products += distance * (measured[i] - floor);
      squares += distance * distance;
    }
    double slope = products / squares;
    return new TargetDevice.Calibration(slope, floor - slope * end, lowest, highest);
  }

  @Override
  public double[] outputs(TargetDevice device, int[] indices) {
    return outputs(device.embedding(), indices);
  }

  private double[] outputs(float[] embedding, int[] indices) {
    return outputs(predictor, embedding, space, indices, backend);
  }

  /** What {@code predictor} tells of architectures on the device with this embedding. */
  static double[] outputs(
      MetricPredictor predictor,
      float[] embedding,
      SearchSpace space,
      int[] indices,
      Backend backend) {
    double[] outputs = new double[indices.length];
    for (int start = 0; start < indices.length; start += CHUNK) {
      int first = start;
      int count = Math.min(CHUNK, indices.length - start);
      try (TensorScope scope = backend.openScope();
          Tape tape = new Tape(backend)) {
        float[] gates =
            MetricPredictor.oneHot(
                count, row -> space.architecture(indices[first + row]).choices());
        float[] devices = new float[count * embedding.length];
        for (int row = 0; row < count; row++) {
          System.arraycopy(embedding, 0, devices, row * embedding.length, embedding.length);
        }
        float[] values =
            predictor
                .predict(
                    tape,
                    backend.tensor(Shape.of(count, 6, 5), gates),
                    backend.tensor(Shape.of(count, embedding.length), devices))
                .toArray();
        for (int row = 0; row < count; row++) {
          outputs[start + row] = values[row];
        }
      }
    }
    return outputs;
  }
}
