package org.jmodnas.hardware;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.random.Philox;

/**
 * A metric that is the same on every device and known: what it tells of an architecture is the
 * table's value, and a device is described by nothing.
 *
 * <p>A search descends a function of the gates that is fitted to the whole column: the nearest sum
 * over the decisions, which parameters and multiply-accumulates are exactly; or a network, where
 * {@link MetricModelKind} allows one and the sum ranks the architectures too badly. The fitted
 * function also tells the values that the table lacks.
 */
public final class KnownMetric implements DeviceModel, MetricFunction {
  /** Spearman's ρ of the nearest sum and the values from which a network has nothing to add. */
  private static final double RANKS = 0.99;

  private final double[] values;
  private final ColumnFunction function;
  private final boolean exact;
  private final Optional<ColumnNetwork> network;
  private final TargetDevice.Calibration calibration;

  /**
   * A metric; a network is trained later.
   *
   * @param name for messages
   * @param table of the same values on every device
   * @param width of the hidden layers of a network
   * @throws ConfigurationException if there are no two different values
   */
  public KnownMetric(
      String name,
      MetricTable table,
      MetricModelKind kind,
      SearchSpace space,
      int width,
      Backend backend,
      Philox random) {
    double lowest = table.minimum(name);
    double highest = table.maximum(name);
    if (!(lowest < highest)) {
      throw new ConfigurationException(
          "Objective '%s' is '%s' for all architectures; expected different values, between which a search can choose"
              .formatted(name, lowest));
    }
    this.values = table.values(name);
    this.calibration = new TargetDevice.Calibration(1, 0, lowest, highest);
    ColumnSum sum = ColumnSum.fit(space, values);
    this.exact = sum.isExact();
    this.network =
        kind == MetricModelKind.SUM || sum.correlation(values) >= RANKS
            ? Optional.empty()
            : Optional.of(new ColumnNetwork(space, values, width, backend, random));
    this.function = network.isPresent() ? network.get() : sum;
  }

  /** Trains the network, if there is one. */
  public void train(PredictorTraining.Config config, Philox random) {
    network.ifPresent(net -> net.train(config, random));
  }

  /** The parameters of the network, if there is one. */
  public Optional<ParameterSet> parameters() {
    return network.map(ColumnNetwork::parameters);
  }

  @Override
  public TargetDevice device(MetricTable table, String name) {
    return new TargetDevice(name, new float[0], new float[0], calibration);
  }

  @Override
  public double[] outputs(TargetDevice device, int[] indices) {
    double[] outputs = new double[indices.length];
    int[] missing =
        IntStream.range(0, indices.length).filter(i -> Double.isNaN(values[indices[i]])).toArray();
    for (int i = 0; i < indices.length; i++) {
      outputs[i] = values[indices[i]];
    }
    if (missing.length > 0) {
      double[] fitted =
          function.outputs(IntStream.of(missing).map(place -> indices[place]).toArray());
      for (int i = 0; i < missing.length; i++) {
        outputs[missing[i]] = fitted[i];
      }
    }
    return outputs;
  }

  @Override
  public double[] searched(TargetDevice device, int[] indices) {
    // Rounding would part architectures that are equal.
    return exact ? outputs(device, indices) : function.outputs(indices);
  }

  @Override
  public Tensor predict(Tape tape, Tensor gates, List<TargetDevice> devices) {
    return function.predict(tape, gates, devices);
  }
}
