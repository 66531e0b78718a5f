package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.Supernet;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.OptimizerKernels.Clipping;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.optim.CosineSchedule;
import org.jmodnas.tensor.optim.GradientClipping;
import org.jmodnas.tensor.optim.Sgd;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.tensor.state.StateVisitor;

/**
 * The lower level: one SGD step of the supernet weights w along the mean of the cross-entropy
 * gradients of one sampled architecture for each target device, or for some of them drawn anew in
 * each step.
 */
public final class WeightStep {
  private final Supernet supernet;
  private final ArchitecturePolicy policy;
  private final Workers workers;
  private final Backend backend;
  private final SearchConfig.Weights config;
  private final Sgd sgd;
  private final CosineSchedule schedule;
  private final StepLosses losses;
  private final int mostDevices;

  /**
   * A step whose state {@code backend}'s innermost scope owns.
   *
   * @param devices number of target devices at most
   */
  public WeightStep(
      Supernet supernet,
      ArchitecturePolicy policy,
      Workers workers,
      Backend backend,
      SearchConfig config,
      int devices) {
    this.supernet = supernet;
    this.policy = policy;
    this.workers = workers;
    this.backend = backend;
    this.config = config.weights();
    this.sgd =
        new Sgd(
            backend,
            supernet.parameters(),
            (float) config.weights().momentum(),
            (float) config.weights().decay());
    this.schedule =
        new CosineSchedule(
            config.weights().learningRate(), config.weights().lastLearningRate(), config.steps());
    this.mostDevices = devices;
    this.losses = new StepLosses(backend.zeros(Shape.of(devices)));
  }

  /** Mean cross entropy of the latest step, which it waits for. */
  public double meanLoss() {
    return losses.mean();
  }

  /** Visits what a later step needs of the earlier ones, but for w itself. */
  void visit(StateVisitor state) {
    sgd.visit(state.within("sgd."));
    losses.visit(state.within("losses."));
  }

  /** Runs step {@code index}. */
  public void run(int index, Batch batch, List<SearchTarget> devices, Philox random) {
    List<SearchTarget> chosen = choose(devices, random);
    try (TensorScope scope = backend.openScope()) {
      Tensor gradient = gradient(batch, draw(chosen, random));
      Clipping clipping = GradientClipping.of(backend, gradient, (float) config.clip());
      sgd.step(gradient, (float) schedule.rate(index), 1f / chosen.size(), clipping);
    }
  }

  /** Runs the passes of a step with the same architecture for all devices, to no effect. */
  void rehearse(Batch batch, int[] choices) {
    int asked = config.devices();
    boolean all = asked == SearchConfig.Weights.ALL_DEVICES || asked >= mostDevices;
    int count = all ? mostDevices : asked;
    try (TensorScope scope = backend.openScope()) {
      gradient(batch, Collections.nCopies(count, SampledArchitecture.fixed(choices)));
      losses.forget();
    }
  }

  /** The sum of the gradients of all samples. */
  private Tensor gradient(Batch batch, List<SampledArchitecture> samples) {
    ParameterSet parameters = supernet.parameters();
    try (Tape shared = new Tape(backend)) {
      parameters.watch(shared);
      Tensor images = backend.tensor(batch.shape(), batch.images());
      Tensor features = supernet.stem(shared, images);
      OrderedSum weightGradient = new OrderedSum(backend.allocate(parameters.flat().shape()));
      OrderedSum featureGradient = new OrderedSum(backend.allocate(features.shape()));
      Tensor passLosses = losses.begin(samples.size());
      Pass pass = new Pass(features, batch.labels(), weightGradient, featureGradient, passLosses);
      double[] costs = samples.stream().mapToDouble(supernet::cost).toArray();
      workers.run(costs, (stream, t) -> run(pass, stream, t, samples.get(t)));
      Tensor gradient = weightGradient.total().orElseThrow();
      featureGradient
          .total()
          .map(cotangent -> parameters.flat(backend, shared.backward(features, cotangent)))
          .ifPresent(rest -> backend.elementwise().sum(List.of(gradient, rest), gradient));
      return gradient;
    }
  }

  /** What the passes of a step share: their input, and where their gradients go. */
  private record Pass(
      Tensor features,
      int[] labels,
      OrderedSum weightGradient,
      OrderedSum featureGradient,
      Tensor losses) {}

  /** Pass t, on the stream of its thread. */
  private void run(Pass pass, Backend stream, int t, SampledArchitecture sample) {
    ParameterSet parameters = supernet.parameters();
    try (Tape tape = new Tape(stream)) {
      parameters.watch(tape);
      tape.watch(pass.features);
      Tensor logits = supernet.classify(tape, pass.features, sample);
      Tensor loss = Softmax.crossEntropy(tape, logits, pass.labels, 0);
      Gradients gradients = tape.backward(loss);
      pass.weightGradient.add(stream, t, Optional.of(parameters.flat(stream, gradients)));
      pass.featureGradient.add(stream, t, gradients.of(pass.features));
      stream.elementwise().copy(loss, pass.losses.slice(t, Shape.of()));
    }
  }

  /** An architecture for each device, drawn uniformly or by the hypernetwork. */
  private List<SampledArchitecture> draw(List<SearchTarget> devices, Philox random) {
    SampledArchitecture[] samples = new SampledArchitecture[devices.size()];
    List<Integer> left = new ArrayList<>();
    List<Philox> streams = new ArrayList<>();
    for (int t = 0; t < samples.length; t++) {
      Philox stream = random.split(t);
      if (stream.nextDouble() < config.uniformShare()) {
        samples[t] = SampledArchitecture.fixed(policy.space().sample(stream).choices());
      } else {
        left.add(t);
        streams.add(stream);
      }
    }
    if (!left.isEmpty()) {
      List<SearchTarget> asked = left.stream().map(devices::get).toList();
      try (ArchitectureDraws draws = policy.draw(backend, new StepRays(asked, 1), streams)) {
        DrawnArchitectures drawn = policy.drawn(draws.gates().toArray());
        for (int i = 0; i < left.size(); i++) {
          samples[left.get(i)] = drawn.architecture(i, draws.gates(i));
        }
      }
    }
    return List.of(samples);
  }

  /** All devices, or as many as the configuration asks for, drawn without replacement. */
  private List<SearchTarget> choose(List<SearchTarget> devices, Philox random) {
    int count = config.devices();
    if (count == SearchConfig.Weights.ALL_DEVICES || count >= devices.size()) {
      return devices;
    }
    int[] order = random.split(devices.size()).permutation(devices.size());
    return Arrays.stream(order).limit(count).sorted().mapToObj(devices::get).toList();
  }
}
