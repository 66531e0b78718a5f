package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.hardware.MetricPredictor;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.multigradient.MinNormSolver;
import org.jmodnas.objective.RunningRange;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.Supernet;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.optim.Adam;
import org.jmodnas.tensor.random.Philox;

/**
 * The upper level: for every target device a preference r is drawn, the loss r₀·error + r₁·metric
 * is carried back to Φ, and the devices' gradients are combined into one Adam step.
 */
public final class ArchitectureStep {
  private static final int EDGES = 6;
  private static final int OPERATIONS = 5;
  private static final int STEPS_TO_TRUST_RANGE = 4;
  private static final double BASELINE_MEMORY = 0.9;

  private final Supernet supernet;
  private final MetricPredictor predictor;
  private final ArchitecturePolicy policy;
  private final Workers workers;
  private final Backend backend;
  private final SearchConfig.Hypernetwork config;
  private final Adam adam;
  private final RunningRange errorRange;
  private double baseline = Double.NaN;
  private long supernetNanos;

  /** A step whose optimiser state {@code backend}'s innermost scope owns. */
  public ArchitectureStep(
      Supernet supernet,
      MetricPredictor predictor,
      ArchitecturePolicy policy,
      Workers workers,
      Backend backend,
      SearchConfig.Hypernetwork config,
      int devices) {
    this.supernet = supernet;
    this.predictor = predictor;
    this.policy = policy;
    this.workers = workers;
    this.backend = backend;
    this.config = config;
    this.errorRange = new RunningRange(STEPS_TO_TRUST_RANGE * devices);
    this.adam =
        new Adam(
            backend,
            policy.hypernetwork().parameters(),
            new Adam.Config(0.5f, 0.999f, 1e-8f, (float) config.decay(), false));
  }

  /** Cross entropy and its gradient with respect to the gates. */
  private record ErrorGradient(double loss, float[] gates) {}

  /** Starts a new epoch: the range of the error is taken anew. */
  public void startEpoch() {
    errorRange.restart();
  }

  /** Time spent in the supernet so far, in seconds; the rest of a step is the hypernetwork's. */
  public double supernetSeconds() {
    return supernetNanos / 1e9;
  }

  /** Runs one step; returns the mean cross entropy. */
  public double run(Batch batch, List<TargetDevice> devices, Philox random) {
    return switch (config.combination()) {
      case SEQUENTIAL -> {
        double total = 0;
        for (int t = 0; t < devices.size(); t++) {
          total += update(batch, List.of(devices.get(t)), random.split(t));
        }
        yield total / devices.size();
      }
      case SAMPLED ->
          update(batch, List.of(devices.get(random.nextInt(devices.size()))), random.split(0));
      case MIN_NORM, MEAN, SUM -> update(batch, devices, random);
    };
  }

  private double update(Batch batch, List<TargetDevice> devices, Philox random) {
    try (TensorScope scope = backend.openScope()) {
      List<DeviceDraw> draws = new ArrayList<>();
      for (int t = 0; t < devices.size(); t++) {
        draws.add(policy.draw(backend, devices.get(t), random.split(t), true));
      }
      Tensor images = backend.tensor(batch.shape(), batch.images());
      long start = System.nanoTime();
      // No gradient leads into the stem, so the devices share what it computes.
      Tensor features = supernet.stem(new Tape(backend), images);
      List<ErrorGradient> errors =
          workers.map(
              draws.stream().mapToDouble(this::cost).toArray(),
              (stream, t) -> error(stream, features, batch.labels(), draws.get(t)));
      supernetNanos += System.nanoTime() - start;
      errors.forEach(error -> errorRange.add(error.loss));
      double mean = errors.stream().mapToDouble(error -> error.loss).average().orElseThrow();
      if (Double.isNaN(baseline)) {
        baseline = mean;
      }
      float[] metrics = metricGradient(devices, draws);
      List<float[]> gradients = new ArrayList<>();
      for (int t = 0; t < devices.size(); t++) {
        float[] gates = scalarize(draws.get(t), errors.get(t), metrics, t, devices.get(t));
        gradients.add(gradient(draws.get(t), gates));
      }
      float[] combined = combine(gradients);
      Shape shape = policy.hypernetwork().parameters().flat().shape();
      adam.step(backend.tensor(shape, combined), (float) config.learningRate(), 1);
      baseline = BASELINE_MEMORY * baseline + (1 - BASELINE_MEMORY) * mean;
      return mean;
    }
  }

  private double cost(DeviceDraw draw) {
    return supernet.cost(SampledArchitecture.fixed(draw.sample().choices()));
  }

  private ErrorGradient error(Backend stream, Tensor features, int[] labels, DeviceDraw draw) {
    try (Tape tape = new Tape(stream)) {
      Tensor gates =
          tape.watch(
              stream.tensor(
                  Shape.of(EDGES, OPERATIONS),
                  MetricPredictor.oneHot(1, row -> draw.sample().choices())));
      Tensor logits =
          supernet.classify(
              tape, features, SampledArchitecture.gated(draw.sample().choices(), gates));
      Tensor loss = Softmax.crossEntropy(tape, logits, labels, 0);
      return new ErrorGradient(loss.item(), tape.backward(loss).get(gates).toArray());
    }
  }

  /** Gradient of each device's predicted metric with respect to its gates, (devices, 6, 5). */
  private float[] metricGradient(List<TargetDevice> devices, List<DeviceDraw> draws) {
    int features = devices.get(0).embedding().length;
    float[] embeddings = new float[devices.size() * features];
    for (int t = 0; t < devices.size(); t++) {
      System.arraycopy(devices.get(t).embedding(), 0, embeddings, t * features, features);
    }
    try (Tape tape = new Tape(backend)) {
      Tensor gates =
          tape.watch(
              backend.tensor(
                  Shape.of(devices.size(), EDGES, OPERATIONS),
                  MetricPredictor.oneHot(devices.size(), t -> draws.get(t).sample().choices())));
      Tensor outputs =
          predictor.predict(
              tape, gates, backend.tensor(Shape.of(devices.size(), features), embeddings));
      float[] ones = new float[devices.size()];
      Arrays.fill(ones, 1);
      return tape.backward(outputs, backend.tensor(outputs.shape(), ones)).get(gates).toArray();
    }
  }

  /**
   * Gradient of r₀·error + r₁·metric with respect to the gates, both objectives normalised.
   *
   * <p>The sampler's gradient of the error is 0 at a network that none operations cut in two, and
   * nearly blind to the scale of what batch norm normalises, so alone it lets the metric pull the
   * search into such networks. Part of it is therefore the score-function estimate (loss −
   * baseline)·(D − π), which sees the loss itself: ReinMax turns 2c at the drawn entry of a row
   * into c·(D − π).
   */
  private float[] scalarize(
      DeviceDraw draw, ErrorGradient error, float[] metrics, int t, TargetDevice device) {
    double errorWeight = draw.preference().weight(0) * errorRange.scale();
    double metricWeight =
        draw.preference().weight(1) / (device.metric().highest() - device.metric().lowest());
    double pathwise = errorWeight * (1 - config.scoreShare());
    double score = errorWeight * config.scoreShare() * 2 * (error.loss - baseline);
    float[] gates = new float[EDGES * OPERATIONS];
    for (int i = 0; i < gates.length; i++) {
      gates[i] = (float) (pathwise * error.gates[i] + metricWeight * metrics[t * gates.length + i]);
    }
    for (int edge = 0; edge < EDGES; edge++) {
      gates[edge * OPERATIONS + draw.sample().choices()[edge]] += (float) score;
    }
    return gates;
  }

  private float[] gradient(DeviceDraw draw, float[] gates) {
    float[] flat = new float[policy.hypernetwork().parameters().flat().shape().size()];
    try (TensorScope scope = backend.openScope();
        Tape tape = draw.tape()) {
      Tensor cotangent = backend.tensor(draw.sample().gates().shape(), gates);
      policy
          .hypernetwork()
          .parameters()
          .accumulate(tape.backward(draw.sample().gates(), cotangent), flat);
    }
    return flat;
  }

  private float[] combine(List<float[]> gradients) {
    double[] weights =
        switch (config.combination()) {
          case MIN_NORM -> minNormWeights(gradients);
          case MEAN -> constant(gradients.size(), 1.0 / gradients.size());
          case SUM, SEQUENTIAL, SAMPLED -> constant(gradients.size(), 1);
        };
    float[] combined = new float[gradients.get(0).length];
    for (int t = 0; t < weights.length; t++) {
      float weight = (float) weights[t];
      float[] gradient = gradients.get(t);
      for (int i = 0; i < combined.length; i++) {
        combined[i] += weight * gradient[i];
      }
    }
    return combined;
  }

  /** γ over the gradients scaled to norm 1, with that scaling. */
  private static double[] minNormWeights(List<float[]> gradients) {
    int tasks = gradients.size();
    double[][] gram = new double[tasks][tasks];
    double[] norms = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      norms[i] = Math.max(Math.sqrt(dot(gradients.get(i), gradients.get(i))), 1e-12);
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(gradients.get(i), gradients.get(j)) / (norms[i] * norms[j]);
        gram[j][i] = gram[i][j];
      }
    }
    double[] gamma = new MinNormSolver().weights(gram);
    for (int t = 0; t < tasks; t++) {
      gamma[t] /= norms[t];
    }
    return gamma;
  }

  private static double[] constant(int size, double value) {
    double[] weights = new double[size];
    Arrays.fill(weights, value);
    return weights;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
