package org.jmodnas.hardware;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.random.Philox;

/** A {@link MetricPredictor} trained on a column of values that hold on every device. */
final class ColumnNetwork implements ColumnFunction {
  /** Stands in the place of a device. */
  private static final float[] NO_DEVICE = {0};

  private final SearchSpace space;
  private final double[] values;
  private final MetricPredictor predictor;
  private final Backend backend;
  private final double mean;
  private final double deviation;

  /** A network with random weights, owned by the innermost open scope. */
  ColumnNetwork(SearchSpace space, double[] values, int width, Backend backend, Philox random) {
    this.space = space;
    this.values = values.clone();
    this.predictor = MetricPredictor.create(width, NO_DEVICE.length, backend, random);
    this.backend = backend;
    double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    this.mean = StatUtils.mean(known);
    this.deviation = Math.sqrt(StatUtils.populationVariance(known));
  }

  void train(PredictorTraining.Config config, Philox random) {
    PredictorTraining.ofColumn(values, NO_DEVICE, space, backend, random).run(predictor, config);
  }

  ParameterSet parameters() {
    return predictor.parameters();
  }

  @Override
  public double[] outputs(int[] indices) {
    double[] standardized =
        DeviceCalibration.outputs(predictor, NO_DEVICE, space, indices, backend);
    return Arrays.stream(standardized).map(output -> mean + deviation * output).toArray();
  }

  @Override
  public Tensor predict(Tape tape, Tensor gates, List<TargetDevice> devices) {
    int pairs = gates.shape().dimension(0);
    Tensor none = tape.backend().zeros(Shape.of(pairs, NO_DEVICE.length));
    Tensor standardized = predictor.predict(tape, gates, none);
    return Elementwise.affine(tape, standardized, (float) deviation, (float) mean);
  }
}
