package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.hypernet.BankScores;
import org.jmodnas.hypernet.HypernetworkConfig;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.hypernet.PreferenceLattice;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.search.MemoryForecast.Phase;
import org.jmodnas.search.MemoryForecast.Setting;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forecast against what the CPU backend holds in the same work. */
final class MemoryForecastTest {
  private static final ImageSize IMAGE = new ImageSize(16, 16, 3);
  private static final int CLASSES = 10;

  /** All convolutions 1×1, or all 3×3: which of them holds more depends on the size. */
  private static final int[][] DEAREST = {{2, 2, 2, 2, 2, 2}, {3, 3, 3, 3, 3, 3}};

  /** Of the measured peak. */
  private static final double PER_CENT = 1;

  /** The same for what the CPU's kernels hold themselves, such as the terms of a fused sum. */
  private static final double KERNELS = 20;

  @ParameterizedTest
  @CsvSource({"8, 1, 4", "32, 1, 8", "5, 3, 6", "16, 2, 16", "2, 1, 32"})
  void aWeightStepHoldsWhatIsForecast(int batch, int cells, int channels) {
    SearchConfig config = config(batch, cells, channels, 1);
    Phase phase = phase(config, 1, "training of the supernet");
    assertThat(phase.passes()).isEqualTo(1);
    assertForecast(
        phase.bytes() + velocity(config),
        measured(config, (on, choices) -> weightStep(on, config, choices, 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whateverTheThreadsAWeightStepHoldsNoMore(int threads) {
    SearchConfig config = config(8, 1, 8, threads);
    Phase phase = phase(config, 3, "training of the supernet");
    assertThat(phase.passes()).isEqualTo(threads);
    long measured = measured(config, (on, choices) -> weightStep(on, config, choices, 3));
    assertThat(measured)
        .isLessThanOrEqualTo(percent(100 + KERNELS, phase.bytes() + velocity(config)));
    assertThat(measured).isGreaterThanOrEqualTo(percent(100 - PER_CENT, phase.pass()));
  }

  @ParameterizedTest
  @CsvSource({"8, 1, 4", "32, 1, 8", "16, 2, 16"})
  void aPassForTheGatesHoldsWhatIsForecast(int batch, int cells, int channels) {
    SearchConfig config = config(batch, cells, channels, 1);
    Phase phase = phase(config, 1, "training of the hypernetwork");
    assertForecast(phase.bytes(), measured(config, (on, choices) -> gatePass(on, batch, choices)));
  }

  @Test
  void anEvaluationHoldsWhatIsForecast() {
    SearchConfig config = config(8, 2, 8, 1);
    Phase phase = phase(config, 1, "evaluation of fronts");
    long measured =
        measured(
            config,
            (on, choices) -> {
              try (TensorScope scope = on.backend.openScope()) {
                Tensor images = on.backend.zeros(images(DataSplit.EVALUATION_BATCH));
                on.supernet.logits(
                    new Tape(on.backend), images, SampledArchitecture.fixed(choices));
              }
            });
    assertForecast(phase.bytes(), measured);
  }

  @Test
  void noArchitectureIsDearerThanTheDearest() {
    SearchConfig config = config(8, 1, 8, 1);
    long forecast = phase(config, 1, "training of the hypernetwork").bytes();
    Philox random = new Philox(7, 0);
    for (int i = 0; i < 40; i++) {
      int[] choices = new NasBench201Space().sample(random).choices();
      assertThat(measured(config, (on, dearest) -> gatePass(on, 8, choices)))
          .isLessThanOrEqualTo(percent(100 + KERNELS, forecast));
    }
  }

  @Test
  void passesRunAsTheMethodWants() {
    SearchConfig.Hypernetwork form = SearchConfig.Hypernetwork.standard();
    SearchConfig config = config(8, 1, 8, 4);
    assertThat(phase(config, 13, "training of the hypernetwork").passes()).isEqualTo(4);
    assertThat(phase(config, 3, "training of the hypernetwork").passes()).isEqualTo(3);
    SearchConfig sampled =
        with(
            config,
            form.with(form.scalarization(), new GradientCombination(DeviceCombination.SAMPLED)));
    assertThat(phase(sampled, 13, "training of the hypernetwork").passes()).isEqualTo(1);
    SearchConfig mixed = with(config, form.with(0, SamplingMethod.DARTS, 0));
    assertThat(phase(mixed, 13, "training of the supernet").pass())
        .isGreaterThan(phase(config, 13, "training of the supernet").pass());
  }

  @Test
  void whatFitsIsTheLargestThatDoes() {
    SearchConfig config = config(512, 1, 16, 2);
    Setting setting = new Setting(IMAGE, CLASSES, 2);
    long free = 3 * MemoryForecast.of(config.withBatch(128), setting).total();
    assertThat(MemoryForecast.of(config, setting).fits(free)).isFalse();
    int batch = MemoryForecast.largestBatch(config, setting, free).orElseThrow();
    assertThat(MemoryForecast.of(config.withBatch(batch), setting).fits(free)).isTrue();
    assertThat(MemoryForecast.of(config.withBatch(batch + 1), setting).fits(free)).isFalse();
    int channels = MemoryForecast.largestChannels(config, setting, free).orElseThrow();
    assertThat(MemoryForecast.of(config.withChannels(channels), setting).fits(free)).isTrue();
    assertThat(MemoryForecast.of(config.withChannels(channels + 1), setting).fits(free)).isFalse();
    assertThat(MemoryForecast.largestThreads(config, setting, free)).hasValue(1);
    assertThat(MemoryForecast.largestBatch(config, setting, 1000)).isEmpty();
  }

  @Test
  void tensorsThatNoBackendCanHoldAreRefused() {
    assertThatThrownBy(
            () -> MemoryForecast.of(config(20_000_000, 1, 8, 1), new Setting(IMAGE, CLASSES, 1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'20000000'");
  }

  private static Phase phase(SearchConfig config, int devices, String name) {
    return MemoryForecast.of(config, new Setting(IMAGE, CLASSES, devices)).phases().stream()
        .filter(phase -> phase.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static SearchConfig config(int batch, int cells, int channels, int threads) {
    SearchConfig.Weights all =
        SearchConfig.Weights.standard().with(1, SearchConfig.Weights.ALL_DEVICES);
    return new SearchConfig(
        10, batch, cells, channels, 1, threads, all, SearchConfig.Hypernetwork.standard());
  }

  private static SearchConfig with(SearchConfig config, SearchConfig.Hypernetwork form) {
    SearchConfig.Weights drawn = config.weights().with(0, SearchConfig.Weights.ALL_DEVICES);
    return new SearchConfig(
        config.steps(),
        config.batch(),
        config.cells(),
        config.channels(),
        config.seed(),
        config.threads(),
        drawn,
        form);
  }

  private static void assertForecast(long forecast, long measured) {
    assertThat(forecast)
        .isBetween(percent(100 - KERNELS, measured), percent(100 + PER_CENT, measured));
  }

  private static long percent(double share, long bytes) {
    return (long) (bytes * share / 100);
  }

  /** A supernet on a CPU backend. */
  private record Site(Backend backend, NasBench201Supernet supernet) {}

  /** Bytes that the CPU backend holds at most while it works, beside the supernet. */
  private static long measured(SearchConfig config, BiConsumer<Site, int[]> work) {
    long most = 0;
    for (int[] choices : DEAREST) {
      try (Backend backend = Backends.open("cpu")) {
        Site site = new Site(backend, supernet(backend, config));
        long before = backend.memory().live();
        work.accept(site, choices);
        most = Math.max(most, backend.memory().peak() - before);
      }
    }
    return most;
  }

  /** A whole step that draws the same architecture for each device. */
  private static void weightStep(Site on, SearchConfig config, int[] choices, int devices) {
    Backend backend = on.backend;
    MetaHypernetwork hypernetwork =
        MetaHypernetwork.create(
            new HypernetworkConfig(1, 1, 30, BankScores.DOT),
            new PreferenceLattice(2, 1, true),
            backend,
            new Philox(1, 2));
    ArchitecturePolicy policy =
        new ArchitecturePolicy(hypernetwork, config.hypernetwork().sampler(), only(choices), false);
    TargetDevice.Calibration identity = new TargetDevice.Calibration(1, 0, -1, 1);
    SearchTarget device =
        new SearchTarget(List.of(new TargetDevice("device", new float[1], new float[1], identity)));
    Shape images = images(config.batch());
    Batch batch = new Batch(images, new float[images.size()], new int[config.batch()]);
    try (Workers workers = new Workers(backend, config.threads(), devices)) {
      new WeightStep(on.supernet, policy, workers, backend, config, devices)
          .run(0, batch, Collections.nCopies(devices, device), new Philox(1, 3));
    }
  }

  /** Bytes of the optimiser's state, which a weight step brings along. */
  private static long velocity(SearchConfig config) {
    try (Backend backend = Backends.open("cpu")) {
      return supernet(backend, config).parameters().flat().shape().bytes();
    }
  }

  private static NasBench201Supernet supernet(Backend backend, SearchConfig config) {
    return NasBench201Supernet.create(
        new SupernetConfig(config.cells(), config.channels(), IMAGE.channels(), CLASSES),
        backend,
        new Philox(1, 1));
  }

  private static void gatePass(Site on, int batch, int[] choices) {
    Backend backend = on.backend;
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      Tensor features = on.supernet.stem(new Tape(backend), backend.zeros(images(batch)));
      try (TensorScope ofPass = backend.openScope()) {
        Tensor gates = tape.watch(backend.zeros(Shape.of(6, 5)));
        Tensor logits =
            on.supernet.classify(tape, features, SampledArchitecture.gated(choices, gates));
        tape.backward(Softmax.crossEntropy(tape, logits, new int[batch], 0));
      }
    }
  }

  private static Shape images(int batch) {
    return Shape.of(batch, IMAGE.height(), IMAGE.width(), IMAGE.channels());
  }

  /** The space, of which only one architecture is ever drawn. */
  private static SearchSpace only(int[] choices) {
    NasBench201Space space = new NasBench201Space();
    return (SearchSpace)
        Proxy.newProxyInstance(
            SearchSpace.class.getClassLoader(),
            new Class<?>[] {SearchSpace.class},
            (proxy, method, arguments) ->
                method.getName().equals("sample")
                    ? space.decode(choices)
                    : method.invoke(space, arguments));
  }
}
