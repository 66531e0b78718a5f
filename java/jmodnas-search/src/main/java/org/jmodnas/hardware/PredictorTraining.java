package org.jmodnas.hardware;

import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.ops.Reduction;
import org.jmodnas.tensor.optim.Adam;
import org.jmodnas.tensor.optim.CosineSchedule;
import org.jmodnas.tensor.optim.GradientClipping;
import org.jmodnas.tensor.random.Philox;

/**
 * Trains a {@link MetricPredictor} on the metric table of the training devices. Targets are
 * standardised per device, so that fast and slow devices count alike, and every row of a batch is
 * another device.
 */
public final class PredictorTraining {
  private static final float MAXIMUM_NORM = 5;

  private final SearchSpace space;
  private final Backend backend;
  private final Philox random;
  private final List<Source> sources;

  /** Length and step size of a training. */
  public record Config(int steps, int batch, double learningRate) {
    /** Enough for rank correlations above 0.9 on the training devices. */
    public static Config standard() {
      return new Config(3000, 64, 2e-3);
    }

    /** The same with another number of steps. */
    public Config withSteps(int other) {
      return new Config(other, batch, learningRate);
    }
  }

  /** A training device: its embedding, the measured architectures and their statistics. */
  private record Source(float[] embedding, int[] measured, double[] values, double[] statistics) {}

  /**
   * A training.
   *
   * @param devices names of the training devices, columns of {@code table}
   * @param references indices of the reference architectures
   */
  public PredictorTraining(
      MetricTable table,
      List<String> devices,
      List<Integer> references,
      SearchSpace space,
      Backend backend,
      Philox random) {
    this.sources =
        devices.stream()
            .map(
                device ->
                    source(DeviceEmbedding.of(table, device, references), table.values(device)))
            .toList();
    this.space = space;
    this.backend = backend;
    this.random = random;
  }

  /** Trains {@code predictor} in place. */
  public void run(MetricPredictor predictor, Config config) {
    try (TensorScope scope = backend.openScope()) {
      Adam adam = new Adam(backend, predictor.parameters(), Adam.Config.standard());
      CosineSchedule schedule =
          new CosineSchedule(config.learningRate(), config.learningRate() / 100, config.steps());
      for (int step = 0; step < config.steps(); step++) {
        step(predictor, adam, config.batch(), (float) schedule.rate(step));
      }
    }
  }

  private void step(MetricPredictor predictor, Adam adam, int batch, float learningRate) {
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      predictor.parameters().watch(tape);
      int features = sources.get(0).embedding.length;
      float[] devices = new float[batch * features];
      float[] targets = new float[batch];
      int[][] choices = new int[batch][];
      for (int row = 0; row < batch; row++) {
        Source source = sources.get(random.nextInt(sources.size()));
        int index = source.measured[random.nextInt(source.measured.length)];
        choices[row] = space.architecture(index).choices();
        targets[row] =
            (float) ((source.values[index] - source.statistics[0]) / source.statistics[1]);
        System.arraycopy(source.embedding, 0, devices, row * features, features);
      }
      float[] gates = MetricPredictor.oneHot(batch, row -> choices[row]);
      Tensor output =
          predictor.predict(
              tape,
              backend.tensor(Shape.of(batch, 6, 5), gates),
              backend.tensor(Shape.of(batch, features), devices));
      Tensor loss =
          Reduction.meanSquaredError(tape, output, backend.tensor(Shape.of(batch, 1), targets));
      Tensor gradient = predictor.parameters().flat(backend, tape.backward(loss));
      adam.step(gradient, learningRate, 1, GradientClipping.of(backend, gradient, MAXIMUM_NORM));
    }
  }

  private static Source source(float[] embedding, double[] values) {
    int[] measured =
        IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray();
    double mean = 0;
    for (int index : measured) {
      mean += values[index] / measured.length;
    }
    double variance = 0;
    for (int index : measured) {
      variance += Math.pow(values[index] - mean, 2) / measured.length;
    }
    return new Source(
        embedding, measured, values, new double[] {mean, Math.sqrt(Math.max(variance, 1e-12))});
  }
}
