package org.jmodnas.hardware.additive;

import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.hardware.DeviceEmbedding;
import org.jmodnas.hardware.DeviceModel;
import org.jmodnas.hardware.GateSum;
import org.jmodnas.hardware.GateSumFunction;
import org.jmodnas.hardware.MetricFunction;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;

/**
 * A metric by {@link AdditivePredictor}, as a search uses it: outputs are in the metric's unit, and
 * the gradient of the gates is what each operation costs on the device where it leads to the output
 * (what a runtime prunes is no linear function of the gates).
 */
public final class AdditiveMetric implements DeviceModel, MetricFunction {
  /** Least metric, in smallest reference measurements: no latency is below 0. */
  private static final double FLOOR = 0.1;

  private final GateSumFunction function = new GateSumFunction();
  private final SearchSpace space;
  private final AdditivePredictor predictor;
  private final List<Integer> references;
  private final DeviceEmbedding.Standardizer standardizer;

  /**
   * A metric.
   *
   * @param references architectures that describe a device
   * @param standardizer of the embeddings that a hypernetwork reads
   */
  public AdditiveMetric(
      SearchSpace space,
      AdditivePredictor predictor,
      List<Integer> references,
      DeviceEmbedding.Standardizer standardizer) {
    this.space = space;
    this.predictor = predictor;
    this.references = List.copyOf(references);
    this.standardizer = standardizer;
  }

  @Override
  public TargetDevice device(MetricTable table, String name) {
    return device(table, name, predictor.fit(Measurements.of(table, name, references)));
  }

  /**
   * The device called {@code name}, whose reference measurements are in {@code table}, by a model.
   */
  public TargetDevice device(MetricTable table, String name, AdditiveModel model) {
    float[] embedding = DeviceEmbedding.of(table, name, references);
    double smallest =
        Measurements.of(table, name, references).values().stream()
            .mapToDouble(Double::doubleValue)
            .min()
            .orElseThrow();
    GateSum sum =
        new GateSum(
            model.constant(),
            rounded(model.gateWeights()),
            rounded(model.unusedGateWeights()),
            FLOOR * smallest);
    double[] all = outputs(sum, IntStream.range(0, (int) space.count()).toArray());
    double lowest = IntStream.range(0, all.length).mapToDouble(i -> all[i]).min().orElseThrow();
    double highest = IntStream.range(0, all.length).mapToDouble(i -> all[i]).max().orElseThrow();
    return new TargetDevice(
        name,
        embedding,
        standardizer.apply(embedding),
        new TargetDevice.Calibration(1, 0, lowest, highest),
        sum);
  }

  @Override
  public double[] outputs(TargetDevice device, int[] indices) {
    return outputs(device.gateSum(), indices);
  }

  private double[] outputs(GateSum sum, int[] indices) {
    double[] outputs = new double[indices.length];
    for (int i = 0; i < indices.length; i++) {
      Architecture architecture = space.architecture(indices[i]);
      outputs[i] = sum.of(architecture.choices(), space.leadsToOutput(architecture), choices());
    }
    return outputs;
  }

  private static float[] rounded(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }

  private int choices() {
    return space.decisions().get(0).choices().size();
  }

  @Override
  public Tensor predict(Tape tape, Tensor gates, List<TargetDevice> devices) {
    return function.predict(tape, gates, devices);
  }
}
