package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.constraint.LimitPredictors;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.hypernet.Conditioning;
import org.jmodnas.hypernet.HypernetworkConfig;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.hypernet.PreferenceLattice;
import org.jmodnas.hypernet.UniformPretraining;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preference;
import org.jmodnas.space.Architecture;
import org.jmodnas.stats.RankCorrelation;
import org.jmodnas.supernet.Supernet;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.BatchLoader;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.tensor.state.Snapshot;
import org.jmodnas.tensor.state.StateVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The models of one search with everything that trains and reads them, over a backend that the
 * caller owns.
 *
 * <p>Train with {@link #trainPredictor} and {@link #search}, or restore with {@link #load}; then
 * {@link #profile} devices, seen or not.
 */
public final class SearchSession implements AutoCloseable {
  private enum Stream {
    SPLIT,
    WEIGHTS,
    HYPERNETWORK,
    PREDICTOR,
    PREDICTOR_TRAINING,
    PRETRAINING,
    WEIGHT_BATCHES,
    ARCHITECTURE_BATCHES
  }

  private final SearchConfig config;
  private final SearchInputs inputs;
  private final Backend backend;
  private final Workers workers;
  private final DataSplit data;
  private final Supernet supernet;
  private final MetaHypernetwork hypernetwork;
  private final MetricModels models;
  private final ArchitecturePolicy policy;
  private final FrontProfiler profiler;
  private final Map<String, SearchTarget> described = new HashMap<>();

  /** A session with random models; all memory belongs to {@code backend}'s innermost scope. */
  public SearchSession(SearchConfig config, SearchInputs inputs, Backend backend) {
    this.config = config;
    this.inputs = inputs;
    this.backend = backend;
    this.workers = new Workers(backend, config.threads(), inputs.trainingDevices().size());
    this.data = new DataSplit(inputs.images(), config.batch(), random(Stream.SPLIT));
    ImageSize size = inputs.images().imageSize();
    this.supernet =
        inputs
            .supernet()
            .create(
                new SupernetConfig(
                    config.cells(), config.channels(), size.channels(), inputs.images().classes()),
                size,
                backend,
                random(Stream.WEIGHTS));
    this.hypernetwork = newHypernetwork();
    this.policy = policy(hypernetwork);
    this.models =
        new MetricModels(
            inputs, backend, random(Stream.PREDICTOR), random(Stream.PREDICTOR_TRAINING));
    this.profiler =
        new FrontProfiler(
            policy,
            supernet,
            models.ofDevices(),
            inputs.space(),
            data.evaluationBatches(),
            workers);
  }

  private MetaHypernetwork newHypernetwork() {
    SearchConfig.Hypernetwork form = config.hypernetwork();
    int outputs = inputs.space().decisions().stream().mapToInt(d -> d.choices().size()).sum();
    long describing = inputs.metrics().stream().filter(m -> !m.isDeviceIndependent()).count();
    return MetaHypernetwork.create(
        new HypernetworkConfig(
            form.banks(),
            Math.max((int) describing * inputs.references().size(), 1),
            outputs,
            form.scores()),
        new PreferenceLattice(inputs.metrics().size() + 1, form.resolution(), form.interpolated()),
        backend,
        random(Stream.HYPERNETWORK));
  }

  private ArchitecturePolicy policy(MetaHypernetwork of) {
    SearchConfig.Hypernetwork form = config.hypernetwork();
    return new ArchitecturePolicy(of, form.sampler(), inputs.space(), form.standardized());
  }

  /** Trains the predictor of each metric on the training devices, where it is a network. */
  public void trainPredictor() {
    models.train(inputs.predictor());
    described.clear();
  }

  /** Whether {@link #trainPredictor} has anything to train. */
  public boolean hasPredictors() {
    return !models.predictors().isEmpty();
  }

  /** Pretrains the hypernetwork to a uniform start and runs the search. */
  public void search(SearchListener listener) {
    start().run(listener);
  }

  /** Pretrains the hypernetwork to a uniform start; the search is then taken step by step. */
  public SearchRun start() {
    List<SearchTarget> devices = trainingDevices();
    pretrain(devices);
    return run(devices);
  }

  /**
   * A search that goes on from what {@link SearchRun#snapshot} returned, in this session or in
   * another one with the same configuration and inputs, as if it had never stopped.
   *
   * @throws ConfigurationException if the state is that of another configuration
   */
  public SearchRun resume(Snapshot snapshot) {
    // Devices are calibrated by the predictors, which therefore come first.
    load(snapshot.arrays());
    SearchRun run = run(trainingDevices());
    run.restore(snapshot);
    return run;
  }

  private SearchRun run(List<SearchTarget> devices) {
    ArchitectureStep architectureStep =
        new ArchitectureStep(
            supernet,
            models.functions(),
            policy,
            workers,
            backend,
            config,
            devices.size(),
            limits());
    WeightStep weightStep =
        new WeightStep(supernet, policy, workers, backend, config, devices.size());
    if (backend.asynchronous()) {
      Rehearsal.run(supernet, architectureStep, weightStep, batchShape());
    }
    BatchLoader training = data.weightBatches(config.batch(), random(Stream.WEIGHT_BATCHES));
    ModnasSearch search =
        new ModnasSearch(config, devices, training.batchesPerEpoch(), architectureStep, weightStep);
    return new SearchRun(
        config,
        search,
        architectureStep,
        new SearchRun.Images(
            training,
            data.architectureBatches(config.batch(), random(Stream.ARCHITECTURE_BATCHES))),
        this::visitModels);
  }

  private List<SearchTarget> trainingDevices() {
    return inputs.trainingDevices().stream().map(this::device).toList();
  }

  /** What keeps the limits of the training devices in the search; null if there are none. */
  private @Nullable AugmentedLagrangian limits() {
    if (inputs.constraints().isEmpty()) {
      return null;
    }
    LimitPredictors predictors = limitPredictors();
    List<MetricTable> tables = inputs.metrics().stream().map(MetricObjective::table).toList();
    List<Feasibility> devices =
        inputs.trainingDevices().stream()
            .map(name -> predictors.on(tables, name, inputs.constraints()))
            .toList();
    boolean limited = devices.stream().anyMatch(device -> !device.metrics().isEmpty());
    return limited ? new AugmentedLagrangian(devices, backend) : null;
  }

  private Shape batchShape() {
    ImageSize size = inputs.images().imageSize();
    return Shape.of(config.batch(), size.height(), size.width(), size.channels());
  }

  /** Pretrains the hypernetwork to a uniform start for {@code devices}. */
  private void pretrain(List<SearchTarget> devices) {
    List<float[]> embeddings = devices.stream().map(policy::embedding).toList();
    UniformPretraining.run(hypernetwork, embeddings, backend, random(Stream.PRETRAINING));
  }

  /** The device called {@code name} in the search's metric tables. */
  public SearchTarget device(String name) {
    // A predictor goes through the whole space to describe a device.
    SearchTarget device = described.get(name);
    if (device == null) {
      device = device(inputs.metrics().stream().map(MetricObjective::table).toList(), name);
      described.put(name, device);
    }
    return device;
  }

  /**
   * A device of other tables, in which only the reference architectures need be measured.
   *
   * @param tables one for each metric of the search, in their order
   */
  public SearchTarget device(List<MetricTable> tables, String name) {
    List<TargetDevice> described = new ArrayList<>();
    for (int m = 0; m < models.ofDevices().size(); m++) {
      TargetDevice device = models.ofDevices().get(m).device(tables.get(m), name);
      described.add(device.towards(inputs.metrics().get(m).direction()));
    }
    return new SearchTarget(described);
  }

  /** The architecture of each preference on {@code device}, whatever its metrics. */
  public List<FrontPoint> profile(SearchTarget device, List<Preference> preferences) {
    return profile(
        device,
        preferences,
        new Feasibility(inputs.space(), device.name(), List.of(), Constraints.CONFIDENCE));
  }

  /**
   * The most likely feasible architecture of each preference on {@code device}; a preference for
   * which none is found has no point.
   */
  public List<FrontPoint> profile(
      SearchTarget device, List<Preference> preferences, Feasibility feasibility) {
    return profiler.profile(backend, device, preferences, feasibility);
  }

  /** Predictors of the metrics in their units, for limits. */
  public LimitPredictors limitPredictors() {
    return new LimitPredictors(
        inputs.space(), inputs.metrics(), inputs.trainingDevices(), inputs.references());
  }

  /** How much the hypernetwork's architectures depend on these devices and preferences. */
  public Conditioning conditioning(List<SearchTarget> devices, List<Preference> preferences) {
    return Conditioning.of(
        devices.stream()
            .map(device -> policy.probabilities(backend, device, preferences))
            .toArray(double[][][][]::new));
  }

  /** What the hypernetwork yields on a device of the search's table before it has learnt. */
  public List<Architecture> untrained(String name, List<Preference> preferences) {
    try (TensorScope scope = backend.openScope()) {
      return policy(newHypernetwork()).mostLikely(backend, device(name), preferences);
    }
  }

  /** The weights w, which the search trains. */
  public ParameterSet supernetWeights() {
    return supernet.parameters();
  }

  /** The images of the search. */
  public DataSplit data() {
    return data;
  }

  /** The hypernetwork as a policy, which the search trains. */
  public ArchitecturePolicy policy() {
    return policy;
  }

  /** Brings the search to devices that only some measurements tell of. */
  public DeviceTransfer transfer() {
    return new DeviceTransfer(inputs, models.independent());
  }

  /** Evaluates architectures as {@link #profile} does. */
  public FrontProfiler profiler() {
    return profiler;
  }

  /** Metric m of the architectures at {@code indices} as the search sees it on {@code device}. */
  public double[] predicted(SearchTarget device, int m, int[] indices) {
    double[] outputs = models.ofDevices().get(m).outputs(device.metrics().get(m), indices);
    return Arrays.stream(outputs).map(device.metrics().get(m).metric()::metric).toArray();
  }

  /**
   * Spearman's ρ of the values of metric m that the search descends and the tabulated ones, over
   * the architectures of the space that the table knows.
   */
  public double predictorCorrelation(SearchTarget device, int m, MetricTable table) {
    return predictorCorrelation(device, m, table, Integer.MAX_VALUE);
  }

  /** The same over at most so many of those architectures, evenly over the space. */
  public double predictorCorrelation(SearchTarget device, int m, MetricTable table, int most) {
    double[] values = table.values(device.name());
    int[] known = IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray();
    int count = Math.min(most, known.length);
    int[] asked =
        IntStream.range(0, count)
            .map(i -> known[(int) ((long) i * known.length / count)])
            .toArray();
    double[] outputs = models.ofDevices().get(m).outputs(device.metrics().get(m), asked);
    return RankCorrelation.spearman(
        outputs, Arrays.stream(asked).mapToDouble(i -> values[i]).toArray());
  }

  /** All trained parameters, to be restored by {@link #load}. */
  public Map<String, NamedArray> state() {
    return Snapshot.of(this::visitModels).arrays();
  }

  /**
   * Restores what {@link #state} returned.
   *
   * @throws ConfigurationException if it is that of another configuration
   */
  public void load(Map<String, NamedArray> state) {
    new Snapshot(state, Map.of()).restore(this::visitModels);
    described.clear();
    profiler.forget();
  }

  private void visitModels(StateVisitor state) {
    hypernetwork.parameters().forEach(state.within("hypernetwork.")::tensor);
    models.visit(state.within("predictors."));
    supernet.parameters().forEach(state.within("supernet.")::tensor);
  }

  private Philox random(Stream stream) {
    return new Philox(config.seed(), stream.ordinal());
  }

  @Override
  public void close() {
    workers.close();
  }
}
