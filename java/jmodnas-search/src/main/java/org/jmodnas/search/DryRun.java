package org.jmodnas.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jmodnas.hardware.DeviceCalibration;
import org.jmodnas.hardware.MetricPredictor;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.hypernet.BankScores;
import org.jmodnas.hypernet.HypernetworkConfig;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.hypernet.PreferenceLattice;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.dry.DryBackend;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.optim.Adam;
import org.jmodnas.tensor.optim.Sgd;
import org.jmodnas.tensor.random.Philox;

/** One pass of each kind that a search consists of, on a backend that only counts. */
final class DryRun implements AutoCloseable {
  private static final int FEATURES = ReferenceDevices.ARCHITECTURES.size();

  private final SearchConfig config;
  private final MemoryForecast.Setting setting;
  private final DryBackend backend = new DryBackend();
  private final DryPass dryPass = new DryPass(backend);
  private final NasBench201Supernet supernet;
  private final MetricPredictor predictor;
  private final long standing;

  /** Whether the search trains mixtures of all architectures. */
  private final boolean mixes;

  DryRun(SearchConfig config, MemoryForecast.Setting setting) {
    this.config = config;
    this.setting = setting;
    this.mixes = !config.hypernetwork().sampler().draws();
    Philox random = new Philox(0, 0);
    supernet =
        NasBench201Supernet.create(
            new SupernetConfig(
                config.cells(), config.channels(), setting.images().channels(), setting.classes()),
            backend,
            random);
    new Sgd(backend, supernet.parameters(), 0, 0);
    SearchConfig.Hypernetwork form = config.hypernetwork();
    MetaHypernetwork hypernetwork =
        MetaHypernetwork.create(
            new HypernetworkConfig(form.banks(), FEATURES, DryPass.GATES.size(), BankScores.DOT),
            new PreferenceLattice(2, form.resolution(), form.interpolated()),
            backend,
            random);
    new Adam(backend, hypernetwork.parameters(), Adam.Config.standard());
    predictor = MetricPredictor.create(MetricModels.PREDICTOR_WIDTH, FEATURES, backend, random);
    standing = backend.memory().live();
  }

  /** Bytes of all models and optimisers. */
  long standing() {
    return standing;
  }

  List<MemoryForecast.Phase> phases() {
    List<MemoryForecast.Phase> phases = new ArrayList<>(List.of(weights(), hypernetwork()));
    if (config.hypernetwork().errorScale() == ErrorScale.ARCHITECTURES) {
      phases.add(errorSpread());
    }
    phases.add(evaluation());
    phases.add(prediction());
    return phases;
  }

  /** {@link WeightStep}: the gradient of w, of an architecture for each device or for some. */
  private MemoryForecast.Phase weights() {
    int devices = setting.devices();
    int chosen = config.weights().devices();
    int passes = chosen == SearchConfig.Weights.ALL_DEVICES ? devices : Math.min(chosen, devices);
    int together = Math.min(passes, config.threads());
    ParameterSet parameters = supernet.parameters();
    try (TensorScope scope = backend.openScope();
        Tape shared = new Tape(backend)) {
      parameters.watch(shared);
      Tensor features = supernet.stem(shared, images(config.batch()));
      Tensor weightGradient = backend.allocate(parameters.flat().shape());
      Tensor featureGradient = backend.allocate(features.shape());
      // What is done early waits until it is its turn to be added.
      long waiting = weightGradient.shape().bytes() + featureGradient.shape().bytes();
      long held = backend.memory().live() - standing + (passes - together) * waiting;
      long pass =
          dryPass.dearest(
              mixes,
              (tape, gates, sample) -> {
                parameters.watch(tape);
                tape.watch(features);
                Gradients gradients = tape.backward(loss(tape, features, sample));
                parameters.flat(backend, gradients);
              });
      return new MemoryForecast.Phase("training of the supernet", held, pass, together);
    }
  }

  /** {@link ArchitectureStep}: the gradient of the gates, of an architecture for each device. */
  private MemoryForecast.Phase hypernetwork() {
    int rays = config.hypernetwork().scalarization().rays();
    int passes =
        switch (config.hypernetwork().combination().method()) {
          case SEQUENTIAL, SAMPLED -> rays;
          case MIN_NORM, MEAN, SUM, PCGRAD, CAGRAD -> StepRays.most(setting.devices(), rays);
        };
    return afterStem(
        "training of the hypernetwork",
        passes,
        mixes,
        features ->
            (tape, gates, sample) -> {
              tape.watch(gates);
              tape.backward(loss(tape, features, sample));
            });
  }

  /** {@link ErrorSpread}: the errors of uniformly drawn architectures. */
  private MemoryForecast.Phase errorSpread() {
    return afterStem(
        "scale of the error",
        ErrorSpread.ARCHITECTURES,
        false,
        features -> (tape, gates, sample) -> loss(tape, features, sample));
  }

  /** {@link FrontProfiler}: the errors of the architectures of a front. */
  private MemoryForecast.Phase evaluation() {
    long pass =
        dryPass.dearest(
            false,
            (tape, gates, sample) ->
                supernet.logits(tape, images(DataSplit.EVALUATION_BATCH), sample));
    return new MemoryForecast.Phase("evaluation of fronts", 0, pass, config.threads());
  }

  /** {@link DeviceCalibration}: the metric of all architectures on a device, some at a time. */
  private MemoryForecast.Phase prediction() {
    int pairs = DeviceCalibration.CHUNK;
    long bytes =
        backend.peakOf(
            () -> {
              try (TensorScope scope = backend.openScope();
                  Tape tape = new Tape(backend)) {
                int[] extents = DryPass.GATES.toArray();
                Tensor gates = backend.allocate(Shape.of(pairs, extents[0], extents[1]));
                predictor.predict(tape, gates, backend.allocate(Shape.of(pairs, FEATURES)));
              }
            });
    return new MemoryForecast.Phase("prediction of metrics", 0, bytes, 1);
  }

  /** Passes that share the output of the stem, into which no gradient leads. */
  private MemoryForecast.Phase afterStem(
      String name, int passes, boolean mixed, Function<Tensor, DryPass.Work> work) {
    try (TensorScope scope = backend.openScope()) {
      Tensor features = supernet.stem(new Tape(backend), images(config.batch()));
      long shared = backend.memory().live() - standing;
      long pass = dryPass.dearest(mixed, work.apply(features));
      return new MemoryForecast.Phase(name, shared, pass, Math.min(passes, config.threads()));
    }
  }

  private Tensor images(int batch) {
    ImageSize size = setting.images();
    return backend.allocate(Shape.of(batch, size.height(), size.width(), size.channels()));
  }

  private Tensor loss(Tape tape, Tensor features, SampledArchitecture sample) {
    int[] labels = new int[features.shape().dimension(0)];
    return Softmax.crossEntropy(tape, supernet.classify(tape, features, sample), labels, 0);
  }

  @Override
  public void close() {
    backend.close();
  }
}
