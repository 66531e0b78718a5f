package org.jmodnas.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.LimitPredictors;
import org.jmodnas.constraint.MetricLimit;
import org.jmodnas.hardware.MetricPredictor;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.hypernet.BankScores;
import org.jmodnas.hypernet.HypernetworkConfig;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.hypernet.PreferenceLattice;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.objective.Scalarization;
import org.jmodnas.objective.WeightedSum;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.search.ArchitecturePolicy;
import org.jmodnas.search.ArchitectureStep;
import org.jmodnas.search.AugmentedLagrangian;
import org.jmodnas.search.ErrorScale;
import org.jmodnas.search.Rehearsal;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.search.SearchTarget;
import org.jmodnas.search.WeightStep;
import org.jmodnas.search.Workers;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.Supernet;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.random.Philox;

/** Both levels of a small search on random images, with what they draw written down. */
final class SearchRun implements AutoCloseable {
  private static final int FEATURES = 10;
  private static final int CLASSES = 5;
  private static final int MEASURED = 300;
  private static final Shape IMAGES = Shape.of(3, 8, 8, 3);

  private final Philox random = new Philox(20_261_124, 11);
  private final List<SearchTarget> devices;
  private final Recorder supernet;
  private final MetaHypernetwork hypernetwork;
  private final Workers workers;
  private final ArchitectureStep architectureStep;
  private final WeightStep weightStep;
  private int step;

  /** A supernet that writes down which architectures are asked for, in the order of the devices. */
  private record Recorder(Supernet supernet, List<String> architectures) implements Supernet {
    @Override
    public ParameterSet parameters() {
      return supernet.parameters();
    }

    @Override
    public Tensor stem(Tape tape, Tensor images) {
      return supernet.stem(tape, images);
    }

    @Override
    public Tensor classify(Tape tape, Tensor features, SampledArchitecture sample) {
      return supernet.classify(tape, features, sample);
    }

    @Override
    public List<int[]> largest() {
      return supernet.largest();
    }

    @Override
    public double cost(SampledArchitecture sample) {
      architectures.add(sample.toString());
      return supernet.cost(sample);
    }
  }

  /**
   * A run with a weighted sum and the min-norm direction.
   *
   * @param uniformShare of the architectures of the weight steps
   */
  SearchRun(Backend backend, int devices, SamplingMethod sampler, double uniformShare) {
    this(
        backend,
        devices,
        sampler,
        uniformShare,
        new Direction(new WeightedSum(2), DeviceCombination.MIN_NORM));
  }

  /**
   * The way from objectives and devices to one direction.
   *
   * @param limited whether a metric has a limit
   */
  record Direction(Scalarization scalarization, DeviceCombination combination, boolean limited) {
    Direction(Scalarization scalarization, DeviceCombination combination) {
      this(scalarization, combination, false);
    }
  }

  /**
   * A run.
   *
   * @param uniformShare of the architectures of the weight steps
   */
  SearchRun(
      Backend backend,
      int devices,
      SamplingMethod sampler,
      double uniformShare,
      Direction direction) {
    this.devices = targets(devices);
    this.supernet =
        new Recorder(
            NasBench201Supernet.create(
                new SupernetConfig(1, 4, 3, CLASSES), backend, random.split(0)),
            new ArrayList<>());
    this.hypernetwork =
        MetaHypernetwork.create(
            new HypernetworkConfig(5, FEATURES, 30, BankScores.DOT),
            new PreferenceLattice(2, 4, true),
            backend,
            random.split(1));
    SearchConfig config = config(sampler, uniformShare, direction);
    ArchitecturePolicy policy =
        new ArchitecturePolicy(hypernetwork, sampler, new NasBench201Space(), true);
    this.workers = new Workers(backend, 1, devices);
    MetricPredictor predictor = MetricPredictor.create(9, FEATURES, backend, random.split(2));
    this.architectureStep =
        new ArchitectureStep(
            supernet,
            List.of(predictor),
            policy,
            workers,
            backend,
            config,
            devices,
            direction.limited ? limits(backend, devices) : null);
    this.weightStep = new WeightStep(supernet, policy, workers, backend, config, devices);
  }

  /** Limits of a metric that is a sum, which architectures keep or not. */
  private AugmentedLagrangian limits(Backend backend, int count) {
    NasBench201Space space = new NasBench201Space();
    List<String> names = devices.stream().map(SearchTarget::name).toList();
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int t = 0; t < count; t++) {
      Philox ofDevice = random.split(500 + t);
      double[] costs = new double[5];
      Arrays.setAll(costs, choice -> choice + ofDevice.nextDouble());
      double[] column = new double[(int) space.count()];
      Arrays.fill(column, Double.NaN);
      for (int i = 0; i < MEASURED; i++) {
        column[i] = 1;
        for (int choice : space.architecture(i).choices()) {
          column[i] += costs[choice];
        }
      }
      columns.put(names.get(t), column);
    }
    MetricTable table = new MetricTable(MetricTable.Provenance.MODELLED, columns);
    List<Integer> references = IntStream.range(0, FEATURES).boxed().toList();
    LimitPredictors predictors =
        new LimitPredictors(
            space, List.of(new MetricObjective("latency", table)), names, references);
    Constraints constraints = new Constraints(List.of(MetricLimit.parse("latency=14")), 0.9);
    return new AugmentedLagrangian(
        names.stream().map(name -> predictors.on(List.of(table), name, constraints)).toList(),
        backend);
  }

  private static SearchConfig config(
      SamplingMethod sampler, double uniformShare, Direction direction) {
    return new SearchConfig(
        100,
        IMAGES.dimension(0),
        1,
        4,
        7,
        1,
        new SearchConfig.Weights(
            0.05, 0.01, 0.9, 5e-4, 5, uniformShare, SearchConfig.Weights.ALL_DEVICES),
        new SearchConfig.Hypernetwork(
            5,
            4,
            true,
            true,
            BankScores.DOT,
            0.01,
            0.01,
            1e-3,
            0,
            sampler,
            sampler.draws() ? 0.5 : 0,
            ErrorScale.EPOCH,
            direction.scalarization,
            new GradientCombination(direction.combination)));
  }

  /** Lets the backend take what memory the steps need. */
  void rehearse() {
    Rehearsal.run(supernet, architectureStep, weightStep, IMAGES);
    supernet.architectures.clear();
  }

  /** Runs an architecture step, without waiting for it. */
  void architectureStep() {
    architectureStep.run(step, batch(0), devices, random.split(100 + step));
    step++;
  }

  /** Runs a weight step, without waiting for it. */
  void weightStep() {
    weightStep.run(step, batch(1), devices, random.split(200 + step));
  }

  /** The mean losses of the latest steps. */
  float[] losses() {
    return new float[] {(float) architectureStep.meanLoss(), (float) weightStep.meanLoss()};
  }

  /** All architectures so far, device by device. */
  List<String> architectures() {
    return List.copyOf(supernet.architectures);
  }

  float[] hypernetwork() {
    return hypernetwork.parameters().flat().toArray();
  }

  float[] weights() {
    return supernet.parameters().flat().toArray();
  }

  private Batch batch(int level) {
    Philox ofBatch = random.split(1000 + 2 * step + level);
    float[] pixels = new float[IMAGES.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) ofBatch.nextGaussian();
    }
    int[] labels = new int[IMAGES.dimension(0)];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = ofBatch.nextInt(CLASSES);
    }
    return new Batch(IMAGES, pixels, labels);
  }

  private List<SearchTarget> targets(int count) {
    List<SearchTarget> targets = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      Philox ofDevice = random.split(50 + t);
      float[] embedding = new float[FEATURES];
      for (int i = 0; i < embedding.length; i++) {
        embedding[i] = (float) ofDevice.nextGaussian();
      }
      TargetDevice.Calibration calibration = new TargetDevice.Calibration(1, 0, -1, 1);
      targets.add(
          new SearchTarget(
              List.of(new TargetDevice("device " + t, embedding, embedding, calibration))));
    }
    return targets;
  }

  @Override
  public void close() {
    workers.close();
  }
}
