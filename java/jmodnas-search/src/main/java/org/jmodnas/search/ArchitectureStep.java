package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.hardware.MetricPredictor;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.RunningRange;
import org.jmodnas.sampling.ScoreFunction;
import org.jmodnas.supernet.Supernet;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.optim.Adam;
import org.jmodnas.tensor.optim.CosineSchedule;
import org.jmodnas.tensor.random.Philox;

/**
 * The upper level: for every target device a preference r is drawn, the loss r₀·error + r₁·metric +
 * … is carried back to Φ, and the devices' gradients are combined into one Adam step.
 */
public final class ArchitectureStep {
  private static final int EDGES = 6;
  private static final int OPERATIONS = 5;
  private static final Shape GATES = Shape.of(EDGES, OPERATIONS);
  private static final int STEPS_TO_TRUST_RANGE = 4;

  private final Supernet supernet;
  private final List<MetricPredictor> predictors;
  private final ArchitecturePolicy policy;
  private final Workers workers;
  private final Backend backend;
  private final SearchConfig.Hypernetwork config;
  private final CosineSchedule rate;
  private final Adam adam;
  private final GradientCombination combination;
  private final RunningRange errorRange;
  private final ErrorSpread errorSpread;
  private final Baseline baseline = new Baseline();
  private boolean epochStarts = true;
  private long supernetNanos;

  /** A step whose optimiser state {@code backend}'s innermost scope owns. */
  public ArchitectureStep(
      Supernet supernet,
      List<MetricPredictor> predictors,
      ArchitecturePolicy policy,
      Workers workers,
      Backend backend,
      SearchConfig config,
      int devices) {
    this.supernet = supernet;
    this.predictors = List.copyOf(predictors);
    this.policy = policy;
    this.workers = workers;
    this.backend = backend;
    this.config = config.hypernetwork();
    this.rate =
        new CosineSchedule(
            this.config.learningRate(),
            this.config.lastLearningRate(),
            Math.max(config.steps() - config.warmupSteps(), 1));
    this.combination = new GradientCombination(this.config.combination());
    this.errorSpread = new ErrorSpread(supernet, policy.space(), workers);
    this.errorRange = new RunningRange(STEPS_TO_TRUST_RANGE * devices);
    this.adam =
        new Adam(
            backend,
            policy.hypernetwork().parameters(),
            new Adam.Config(0.5f, 0.999f, 1e-8f, (float) this.config.decay(), false));
  }

  /** Cross entropy and its gradient with respect to the gates. */
  private record ErrorGradient(double loss, float[] gates) {}

  /** Starts a new epoch: the range of the error is taken anew. */
  public void startEpoch() {
    errorRange.restart();
    epochStarts = true;
  }

  /** Time spent in the supernet so far, in seconds; the rest of a step is the hypernetwork's. */
  public double supernetSeconds() {
    return supernetNanos / 1e9;
  }

  /**
   * Runs one step; returns the mean cross entropy.
   *
   * @param step number of the step since Φ began to learn, for the schedule
   */
  public double run(int step, Batch batch, List<SearchTarget> devices, Philox random) {
    return switch (config.combination()) {
      case SEQUENTIAL -> {
        double total = 0;
        for (int t = 0; t < devices.size(); t++) {
          total += update(step, batch, List.of(devices.get(t)), random.split(t));
        }
        yield total / devices.size();
      }
      case SAMPLED ->
          update(
              step, batch, List.of(devices.get(random.nextInt(devices.size()))), random.split(0));
      case MIN_NORM, MEAN, SUM -> update(step, batch, devices, random);
    };
  }

  private double update(int step, Batch batch, List<SearchTarget> devices, Philox random) {
    try (TensorScope scope = backend.openScope()) {
      List<DeviceDraw> draws = new ArrayList<>();
      for (int t = 0; t < devices.size(); t++) {
        draws.add(policy.draw(backend, devices.get(t), random.split(t), true));
      }
      Tensor images = backend.tensor(batch.shape(), batch.images());
      long start = System.nanoTime();
      // No gradient leads into the stem, so the devices share what it computes.
      Tensor features = supernet.stem(new Tape(backend), images);
      if (epochStarts && config.errorScale() == ErrorScale.ARCHITECTURES) {
        errorSpread.measure(features, batch.labels(), random.split(devices.size()));
      }
      epochStarts = false;
      List<ErrorGradient> errors =
          workers.map(
              draws.stream().mapToDouble(draw -> supernet.cost(draw.architecture())).toArray(),
              (stream, t) -> error(stream, features, batch.labels(), draws.get(t)));
      supernetNanos += System.nanoTime() - start;
      double[] losses = errors.stream().mapToDouble(error -> error.loss).toArray();
      double[] advantages = baseline.advantages(losses);
      Arrays.stream(losses).forEach(errorRange::add);
      List<float[]> metrics = new ArrayList<>();
      for (int m = 0; m < predictors.size(); m++) {
        metrics.add(metricGradient(m, devices, draws));
      }
      List<float[]> gradients = new ArrayList<>();
      for (int t = 0; t < devices.size(); t++) {
        float[] gates = metricPart(draws.get(t), metrics, t, devices.get(t));
        addErrorPart(draws.get(t), errors.get(t), gates);
        float[] alpha = scorePart(draws.get(t), advantages[t]);
        gradients.add(gradient(draws.get(t), gates, alpha));
      }
      float[] combined = combination.combine(gradients);
      Shape shape = policy.hypernetwork().parameters().flat().shape();
      adam.step(backend.tensor(shape, combined), (float) rate.rate(step), 1);
      return Arrays.stream(losses).average().orElseThrow();
    }
  }

  private ErrorGradient error(Backend stream, Tensor features, int[] labels, DeviceDraw draw) {
    try (Tape tape = new Tape(stream)) {
      Tensor gates = tape.watch(stream.tensor(GATES, draw.gateValues()));
      Tensor logits = supernet.classify(tape, features, draw.architecture(gates));
      Tensor loss = Softmax.crossEntropy(tape, logits, labels, 0);
      return new ErrorGradient(loss.item(), tape.backward(loss).get(gates).toArray());
    }
  }

  /**
   * Gradient of each device's prediction of metric m with respect to its gates, (devices, 6, 5).
   */
  private float[] metricGradient(int m, List<SearchTarget> devices, List<DeviceDraw> draws) {
    int count = devices.size();
    int features = devices.get(0).metrics().get(m).embedding().length;
    float[] embeddings = new float[count * features];
    float[] values = new float[count * GATES.size()];
    for (int t = 0; t < count; t++) {
      float[] embedding = devices.get(t).metrics().get(m).embedding();
      System.arraycopy(embedding, 0, embeddings, t * features, features);
      System.arraycopy(draws.get(t).gateValues(), 0, values, t * GATES.size(), GATES.size());
    }
    try (Tape tape = new Tape(backend)) {
      Tensor gates = tape.watch(backend.tensor(Shape.of(count, EDGES, OPERATIONS), values));
      Tensor outputs =
          predictors
              .get(m)
              .predict(tape, gates, backend.tensor(Shape.of(count, features), embeddings));
      float[] ones = new float[count];
      Arrays.fill(ones, 1);
      return tape.backward(outputs, backend.tensor(outputs.shape(), ones)).get(gates).toArray();
    }
  }

  /** Gradient of Σ λ_m·metric_m with respect to the gates, the metrics normalised. */
  private float[] metricPart(DeviceDraw draw, List<float[]> metrics, int t, SearchTarget device) {
    float[] gates = new float[GATES.size()];
    for (int m = 0; m < metrics.size(); m++) {
      TargetDevice.Calibration metric = device.metrics().get(m).metric();
      double weight =
          config.scalarization().weights(draw.preference())[m + 1]
              / (metric.highest() - metric.lowest());
      for (int i = 0; i < gates.length; i++) {
        gates[i] += (float) (weight * metrics.get(m)[t * gates.length + i]);
      }
    }
    return gates;
  }

  /** Adds the sampler's share of the gradient of λ₀·error, the error normalised. */
  private void addErrorPart(DeviceDraw draw, ErrorGradient error, float[] gates) {
    double weight = errorWeight(draw) * (1 - config.scoreShare());
    for (int i = 0; i < gates.length; i++) {
      gates[i] += (float) (weight * error.gates[i]);
    }
  }

  /**
   * The other share of the gradient of λ₀·error, with respect to α: the score-function estimate
   * (loss − baseline)·∇ log π.
   *
   * <p>The sampler's gradient of the error is 0 at a network that none operations cut in two, and
   * nearly blind to the scale of what batch norm normalises, so alone it lets the metric pull the
   * search into such networks. This one sees the loss itself.
   */
  private float[] scorePart(DeviceDraw draw, double advantage) {
    if (config.scoreShare() == 0) {
      return new float[GATES.size()];
    }
    double weight = errorWeight(draw) * config.scoreShare() * advantage;
    float[] score = ScoreFunction.of(draw.alpha(), draw.sample().choices());
    for (int i = 0; i < score.length; i++) {
      score[i] *= (float) weight;
    }
    return score;
  }

  /** λ₀ over the scale of the error. */
  private double errorWeight(DeviceDraw draw) {
    double scale =
        switch (config.errorScale()) {
          case EPOCH -> errorRange.scale();
          case ARCHITECTURES -> 1 / errorSpread.value();
        };
    return config.scalarization().weights(draw.preference())[0] * scale;
  }

  /** Gradient with respect to Φ of what has these gradients with respect to z and α. */
  private float[] gradient(DeviceDraw draw, float[] gates, float[] alpha) {
    try (TensorScope scope = backend.openScope();
        Tape tape = draw.tape()) {
      Tensor z = draw.sample().gates();
      Gradients gradients =
          tape.backward(
              List.of(z, draw.alpha()),
              List.of(
                  backend.tensor(z.shape(), gates), backend.tensor(draw.alpha().shape(), alpha)));
      return policy.hypernetwork().parameters().flat(backend, gradients).toArray();
    }
  }
}
