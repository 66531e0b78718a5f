package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.constraint.LimitPredictors;
import org.jmodnas.hardware.DeviceCalibration;
import org.jmodnas.hardware.DeviceEmbedding;
import org.jmodnas.hardware.DeviceModel;
import org.jmodnas.hardware.KnownMetric;
import org.jmodnas.hardware.MetricFunction;
import org.jmodnas.hardware.MetricPredictor;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.hardware.additive.AdditiveMetric;
import org.jmodnas.hardware.additive.AdditivePredictor;
import org.jmodnas.hypernet.Conditioning;
import org.jmodnas.hypernet.HypernetworkConfig;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.hypernet.PreferenceLattice;
import org.jmodnas.hypernet.UniformPretraining;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preference;
import org.jmodnas.space.Architecture;
import org.jmodnas.stats.RankCorrelation;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.random.Philox;
import org.jspecify.annotations.Nullable;

/**
 * The models of one search with everything that trains and reads them, over a backend that the
 * caller owns.
 *
 * <p>Train with {@link #trainPredictor} and {@link #search}, or restore with {@link #load}; then
 * {@link #profile} devices, seen or not.
 */
public final class SearchSession implements AutoCloseable {
  static final int PREDICTOR_WIDTH = 100;

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
  private final NasBench201Supernet supernet;
  private final MetaHypernetwork hypernetwork;
  private final Map<Integer, MetricPredictor> predictors = new LinkedHashMap<>();
  private final Map<Integer, KnownMetric> independent = new LinkedHashMap<>();
  private final ArchitecturePolicy policy;
  private final List<MetricFunction> metrics = new ArrayList<>();
  private final List<DeviceModel> deviceModels = new ArrayList<>();
  private final FrontProfiler profiler;

  /** A session with random models; all memory belongs to {@code backend}'s innermost scope. */
  public SearchSession(SearchConfig config, SearchInputs inputs, Backend backend) {
    this.config = config;
    this.inputs = inputs;
    this.backend = backend;
    this.workers = new Workers(backend, config.threads(), inputs.trainingDevices().size());
    this.data = new DataSplit(inputs.images(), config.batch(), random(Stream.SPLIT));
    this.supernet =
        NasBench201Supernet.create(
            new SupernetConfig(
                config.cells(),
                config.channels(),
                inputs.images().imageSize().channels(),
                inputs.images().classes()),
            backend,
            random(Stream.WEIGHTS));
    this.hypernetwork = newHypernetwork();
    this.policy = policy(hypernetwork);
    for (int m = 0; m < inputs.metrics().size(); m++) {
      addMetric(m);
    }
    this.profiler =
        new FrontProfiler(
            policy, supernet, deviceModels, inputs.space(), data.evaluationBatches(), workers);
  }

  /** Adds the model of metric m; a graph's is trained later. */
  private void addMetric(int m) {
    MetricObjective objective = inputs.metrics().get(m);
    if (objective.isDeviceIndependent()) {
      KnownMetric metric =
          new KnownMetric(objective.name(), objective.table(), inputs.space(), backend);
      independent.put(m, metric);
      metrics.add(metric);
      deviceModels.add(metric);
      return;
    }
    DeviceEmbedding.Standardizer standardizer =
        new DeviceEmbedding.Standardizer(trainingEmbeddings(m));
    switch (inputs.model()) {
      case SUM -> {
        AdditivePredictor predictor =
            AdditivePredictor.learn(
                inputs.space(), objective.table(), inputs.trainingDevices(), inputs.references());
        AdditiveMetric metric =
            new AdditiveMetric(inputs.space(), predictor, inputs.references(), standardizer);
        metrics.add(metric);
        deviceModels.add(metric);
      }
      case GRAPH -> {
        MetricPredictor predictor =
            MetricPredictor.create(
                PREDICTOR_WIDTH, inputs.references().size(), backend, random(Stream.PREDICTOR, m));
        predictors.put(m, predictor);
        metrics.add(predictor);
        deviceModels.add(
            new DeviceCalibration(
                predictor, inputs.space(), inputs.references(), standardizer, backend));
      }
    }
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
    predictors.forEach(
        (m, predictor) ->
            new PredictorTraining(
                    inputs.metrics().get(m).table(),
                    inputs.trainingDevices(),
                    inputs.references(),
                    inputs.space(),
                    backend,
                    random(Stream.PREDICTOR_TRAINING, m))
                .run(predictor, inputs.predictor()));
  }

  /** Whether {@link #trainPredictor} has anything to train. */
  public boolean hasPredictors() {
    return !predictors.isEmpty();
  }

  /** Pretrains the hypernetwork to a uniform start and runs the search. */
  public void search(SearchListener listener) {
    List<SearchTarget> devices = new ArrayList<>();
    for (String name : inputs.trainingDevices()) {
      devices.add(device(name));
    }
    pretrain(devices);
    ArchitectureStep architectureStep =
        new ArchitectureStep(
            supernet, metrics, policy, workers, backend, config, devices.size(), limits());
    WeightStep weightStep =
        new WeightStep(supernet, policy, workers, backend, config, devices.size());
    if (backend.asynchronous()) {
      Rehearsal.run(supernet, architectureStep, weightStep, batchShape());
    }
    new ModnasSearch(
            config,
            devices,
            data.weightBatches(config.batch(), random(Stream.WEIGHT_BATCHES)),
            data.architectureBatches(config.batch(), random(Stream.ARCHITECTURE_BATCHES)),
            architectureStep,
            weightStep)
        .run(listener);
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
    return device(inputs.metrics().stream().map(MetricObjective::table).toList(), name);
  }

  /**
   * A device of other tables, in which only the reference architectures need be measured.
   *
   * @param tables one for each metric of the search, in their order
   */
  public SearchTarget device(List<MetricTable> tables, String name) {
    List<TargetDevice> described = new ArrayList<>();
    for (int m = 0; m < deviceModels.size(); m++) {
      TargetDevice device = deviceModels.get(m).device(tables.get(m), name);
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
    return new DeviceTransfer(inputs, independent);
  }

  /** Evaluates architectures as {@link #profile} does. */
  public FrontProfiler profiler() {
    return profiler;
  }

  /**
   * Spearman's ρ of the values of metric m that the search descends and the tabulated ones, over
   * the architectures of the space that the table knows.
   */
  public double predictorCorrelation(SearchTarget device, int m, MetricTable table) {
    double[] values = table.values(device.name());
    int[] known = IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray();
    double[] outputs = deviceModels.get(m).outputs(device.metrics().get(m), known);
    return RankCorrelation.spearman(
        outputs, Arrays.stream(known).mapToDouble(i -> values[i]).toArray());
  }

  /** All trained parameters, to be restored by {@link #load}. */
  public Map<String, NamedArray> state() {
    Map<String, NamedArray> state = new LinkedHashMap<>();
    models()
        .forEach(
            (prefix, parameters) ->
                parameters.forEach(
                    (name, tensor) ->
                        state.put(
                            prefix + name, new NamedArray(tensor.shape(), tensor.toArray()))));
    return state;
  }

  /** Restores what {@link #state} returned. */
  public void load(Map<String, NamedArray> state) {
    models()
        .forEach(
            (prefix, parameters) ->
                parameters.forEach(
                    (name, tensor) -> {
                      NamedArray array = state.get(prefix + name);
                      if (array == null || !array.shape().equals(tensor.shape())) {
                        throw new ConfigurationException(
                            "The saved run has no parameter '%s%s' of shape '%s'"
                                .formatted(prefix, name, tensor.shape()));
                      }
                      tensor.set(array.values());
                    }));
  }

  private Map<String, ParameterSet> models() {
    Map<String, ParameterSet> models = new LinkedHashMap<>();
    models.put("hypernetwork.", hypernetwork.parameters());
    predictors.forEach((m, predictor) -> models.put(prefix(m), predictor.parameters()));
    models.put("supernet.", supernet.parameters());
    return models;
  }

  private String prefix(int m) {
    return "predictors." + inputs.metrics().get(m).name() + ".";
  }

  private List<float[]> trainingEmbeddings(int m) {
    MetricTable table = inputs.metrics().get(m).table();
    return inputs.trainingDevices().stream()
        .map(name -> DeviceEmbedding.of(table, name, inputs.references()))
        .toList();
  }

  private Philox random(Stream stream) {
    return new Philox(config.seed(), stream.ordinal());
  }

  /** The stream of metric m; the first metric's is the stream itself. */
  private Philox random(Stream stream, int m) {
    return m == 0 ? random(stream) : random(stream).split(m);
  }

  @Override
  public void close() {
    workers.close();
  }
}
