package org.jmodnas.search;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.hardware.MetricFunction;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.RunningRange;
import org.jmodnas.supernet.Supernet;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.optim.Adam;
import org.jmodnas.tensor.optim.CosineSchedule;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.tensor.state.StateVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The upper level: for every target device a preference r is drawn, or for some devices several,
 * the scalarised loss of the error and the metrics is carried back to Φ, and the devices' gradients
 * are combined into one Adam step.
 *
 * <p>The host reads one thing in a step, which architectures were drawn, since it has to launch
 * their operations. All else stays where it is computed.
 */
public final class ArchitectureStep {
  private static final int STEPS_TO_TRUST_RANGE = 4;

  private final Supernet supernet;
  private final ArchitecturePolicy policy;
  private final Workers workers;
  private final Backend backend;
  private final SearchConfig.Hypernetwork config;
  private final CosineSchedule rate;
  private final Adam adam;
  private final ObjectiveGradient objective;
  private final ErrorNormalization normalization;
  private final StepReport report;
  private final Baseline baseline = new Baseline();
  private final DeviceShares shares = new DeviceShares();
  private long supernetNanos;

  /** A step whose state {@code backend}'s innermost scope owns. */
  public ArchitectureStep(
      Supernet supernet,
      List<? extends MetricFunction> metrics,
      ArchitecturePolicy policy,
      Workers workers,
      Backend backend,
      SearchConfig config,
      int devices) {
    this(supernet, metrics, policy, workers, backend, config, devices, null);
  }

  /**
   * A step that keeps limits as well.
   *
   * @param limits of the metrics; null if nothing is limited
   */
  public ArchitectureStep(
      Supernet supernet,
      List<? extends MetricFunction> metrics,
      ArchitecturePolicy policy,
      Workers workers,
      Backend backend,
      SearchConfig config,
      int devices,
      @Nullable AugmentedLagrangian limits) {
    this.supernet = supernet;
    this.policy = policy;
    this.workers = workers;
    this.backend = backend;
    this.config = config.hypernetwork();
    this.rate =
        new CosineSchedule(
            this.config.learningRate(),
            this.config.lastLearningRate(),
            Math.max(config.steps() - config.warmupSteps(), 1));
    this.objective = new ObjectiveGradient(metrics, this.config, backend, limits);
    this.normalization =
        new ErrorNormalization(
            this.config.errorScale(),
            this.config.scalarization().comparesLevels(),
            new RunningRange(STEPS_TO_TRUST_RANGE * devices),
            new ErrorSpread(supernet, policy.space(), workers, backend));
    this.report =
        new StepReport(
            backend,
            StepRays.most(devices, this.config.scalarization().rays()),
            policy.gateShape());
    this.adam =
        new Adam(
            backend,
            policy.hypernetwork().parameters(),
            new Adam.Config(0.5f, 0.999f, 1e-8f, (float) this.config.decay(), false));
  }

  /** Starts a new epoch: the range of the error is taken anew. */
  public void startEpoch() {
    normalization.startEpoch();
  }

  /** Time spent in the supernet so far, in seconds; the rest of a step is the hypernetwork's. */
  public double supernetSeconds() {
    return supernetNanos / 1e9;
  }

  /** Mean cross entropy of the latest step, which it waits for. */
  public double meanLoss() {
    return report.losses().mean();
  }

  /** The devices' shares of the latest step that {@link #observeShares} asked for. */
  Map<String, Double> shares() {
    return shares.latest();
  }

  /** Lets the next step keep the share of each device in its direction, which it waits for. */
  void observeShares() {
    shares.observeNext();
  }

  /** Visits what a later step needs of the earlier ones, but for Φ itself. */
  void visit(StateVisitor state) {
    adam.visit(state.within("adam."));
    normalization.visit(state.within("normalization."));
    baseline.visit(state.within("baseline."));
    objective.visit(state);
    report.losses().visit(state.within("losses."));
  }

  /**
   * Runs one step.
   *
   * @param step number of the step since Φ began to learn, for the schedule
   */
  public void run(int step, Batch batch, List<SearchTarget> devices, Philox random) {
    StepRays rays = StepRays.choose(devices, config.scalarization().rays(), random);
    List<SearchTarget> chosen = rays.devices();
    switch (config.combination().method()) {
      case SEQUENTIAL -> {
        for (int t = 0; t < chosen.size(); t++) {
          update(step, batch, rays.on(List.of(chosen.get(t))), random.split(t));
        }
      }
      case SAMPLED -> {
        SearchTarget one = chosen.get(random.nextInt(chosen.size()));
        update(step, batch, rays.on(List.of(one)), random.split(0));
      }
      case MIN_NORM, MEAN, SUM, PCGRAD, CAGRAD -> update(step, batch, rays, random);
    }
  }

  /** Runs the passes of a step all with the same architecture, to no effect. */
  void rehearse(Batch batch, int[] choices) {
    int passes = report.passes();
    Shape shape = policy.gateShape();
    float[] values = new float[passes * shape.size()];
    for (int row = 0; row < passes * choices.length; row++) {
      values[row * shape.dimension(1) + choices[row % choices.length]] = 1;
    }
    try (TensorScope scope = backend.openScope()) {
      Tensor gates =
          backend.tensor(Shape.of(passes, shape.dimension(0), shape.dimension(1)), values);
      Tensor features =
          supernet.stem(new Tape(backend), backend.tensor(batch.shape(), batch.images()));
      errors(features, batch.labels(), gates, new DrawnArchitectures(values, shape, true));
      report.losses().forget();
    }
  }

  private void update(int step, Batch batch, StepRays rays, Philox random) {
    List<SearchTarget> devices = rays.passes();
    List<Philox> streams = IntStream.range(0, devices.size()).mapToObj(random::split).toList();
    try (TensorScope scope = backend.openScope();
        ArchitectureDraws draws = policy.draw(backend, rays, streams)) {
      StepReport.Values known = report.read(backend, draws.gates());
      normalization.observe(known.losses());
      baseline.add(known.losses());
      long start = System.nanoTime();
      // No gradient leads into the stem, so the devices share what it computes.
      Tensor features =
          supernet.stem(new Tape(backend), backend.tensor(batch.shape(), batch.images()));
      normalization.begin(features, batch.labels(), random.split(devices.size()));
      ObjectiveGradient.Measured error =
          errors(features, batch.labels(), draws.gates(), policy.drawn(known.gates()));
      supernetNanos += System.nanoTime() - start;
      Tensor alphaGradient = objective.of(devices, draws, error, normalization, baseline);
      Tensor gradients = hypernetworkGradients(rays, draws, alphaGradient);
      Tensor coefficients =
          config.combination().coefficients(backend, gradients, random.split(devices.size() + 1));
      shares.observe(backend, rays.devices(), gradients, coefficients);
      Tensor direction = GradientCombination.combine(backend, gradients, coefficients);
      adam.step(direction, (float) rate.rate(step));
    }
  }

  /** The passes of the supernet, each on a stream of its own. */
  private ObjectiveGradient.Measured errors(
      Tensor features, int[] labels, Tensor gates, DrawnArchitectures drawn) {
    int count = gates.shape().dimension(0);
    Shape ofDevice = drawn.shape();
    Tensor losses = report.losses().begin(count);
    Tensor gradients = backend.allocate(gates.shape());
    List<Tensor> gatesOf =
        IntStream.range(0, count)
            .mapToObj(t -> gates.slice(t * ofDevice.size(), ofDevice))
            .toList();
    double[] costs = new double[count];
    for (int t = 0; t < count; t++) {
      costs[t] = supernet.cost(drawn.architecture(t, gatesOf.get(t)));
    }
    workers.run(
        costs,
        (stream, t) -> {
          try (Tape tape = new Tape(stream)) {
            Tensor z = tape.watch(gatesOf.get(t));
            Tensor logits = supernet.classify(tape, features, drawn.architecture(t, z));
            Tensor loss = Softmax.crossEntropy(tape, logits, labels, 0);
            Tensor gradient = tape.backward(loss).get(z);
            // Last, since writes into what the passes share wait for each other.
            stream.elementwise().copy(loss, losses.slice(t, Shape.of()));
            stream.elementwise().copy(gradient, gradients.slice(t * ofDevice.size(), ofDevice));
          }
        });
    return new ObjectiveGradient.Measured(losses, gradients);
  }

  /** The gradients with respect to Φ, (devices, parameters), each on a stream of its own. */
  private Tensor hypernetworkGradients(
      StepRays rays, ArchitectureDraws draws, Tensor alphaGradient) {
    List<SearchTarget> devices = rays.devices();
    int parameters = policy.hypernetwork().parameters().flat().shape().size();
    Shape gates = draws.shape();
    Shape ofDevice = Shape.of(rays.rays(), gates.dimension(0), gates.dimension(1));
    Tensor gradients = backend.allocate(Shape.of(devices.size(), parameters));
    workers.run(
        new double[devices.size()],
        (stream, t) ->
            policy.backward(
                stream,
                devices.get(t),
                draws.preferences().subList(t * rays.rays(), (t + 1) * rays.rays()),
                alphaGradient.slice(t * ofDevice.size(), ofDevice),
                gradients.slice(t * parameters, Shape.of(parameters))));
    return gradients;
  }
}
