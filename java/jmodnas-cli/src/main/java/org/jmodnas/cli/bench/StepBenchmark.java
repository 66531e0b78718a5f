package org.jmodnas.cli.bench;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.hardware.MetricPredictor;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.hypernet.BankScores;
import org.jmodnas.hypernet.HypernetworkConfig;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.hypernet.PreferenceLattice;
import org.jmodnas.hypernet.UniformPretraining;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.WeightedSum;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.search.ArchitecturePolicy;
import org.jmodnas.search.ArchitectureStep;
import org.jmodnas.search.ErrorScale;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.search.SearchTarget;
import org.jmodnas.search.WeightStep;
import org.jmodnas.search.Workers;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.random.Philox;

/**
 * The two halves of a search step on random CIFAR-shaped images. The hypernetwork is pretrained to
 * the uniform start and its learning rate is 0, so that every step draws uniform architectures.
 */
final class StepBenchmark implements AutoCloseable {
  private static final int IMAGE = 32;
  private static final int CLASSES = 10;
  private static final int FEATURES = 10;
  private static final int PARAMETERS = 30;

  private final Workers workers;
  private final WeightStep weightStep;
  private final ArchitectureStep architectureStep;
  private final List<SearchTarget> devices = new ArrayList<>();
  private final Batch batch;
  private final Philox random;
  private int step;

  /** What is run. */
  record Size(int batch, int channels, int cells, int devices, int threads, long seed) {}

  /** Seconds of one step; the hypernetwork's are part of the architecture step's. */
  record Times(double weightStep, double architectureStep, double hypernetwork) {}

  StepBenchmark(Size size, Backend backend) {
    random = new Philox(size.seed(), 0);
    batch = randomBatch(size.batch());
    for (int t = 0; t < size.devices(); t++) {
      float[] embedding = randomNormal(FEATURES);
      TargetDevice.Calibration identity = new TargetDevice.Calibration(1, 0, -1, 1);
      devices.add(
          new SearchTarget(
              List.of(new TargetDevice("device " + t, embedding, embedding, identity))));
    }
    SearchConfig.Hypernetwork form =
        new SearchConfig.Hypernetwork(
            50,
            100,
            true,
            true,
            BankScores.DOT,
            0,
            0,
            0,
            0,
            SamplingMethod.REINMAX,
            0,
            ErrorScale.EPOCH,
            new WeightedSum(1),
            new GradientCombination(DeviceCombination.MIN_NORM));
    SearchConfig config =
        new SearchConfig(
            1_000_000,
            size.batch(),
            size.cells(),
            size.channels(),
            size.seed(),
            size.threads(),
            new SearchConfig.Weights(0.1, 0.001, 0.9, 5e-4, 5, 0, SearchConfig.Weights.ALL_DEVICES),
            form);
    workers = new Workers(backend, config.threads(), size.devices());
    NasBench201Supernet supernet =
        NasBench201Supernet.create(
            new SupernetConfig(config.cells(), config.channels(), 3, CLASSES), backend, random);
    MetaHypernetwork hypernetwork =
        MetaHypernetwork.create(
            new HypernetworkConfig(form.banks(), FEATURES, PARAMETERS, BankScores.DOT),
            new PreferenceLattice(2, form.resolution(), form.interpolated()),
            backend,
            random);
    ArchitecturePolicy policy =
        new ArchitecturePolicy(
            hypernetwork, form.sampler(), new NasBench201Space(), form.standardized());
    List<float[]> embeddings = devices.stream().map(policy::embedding).toList();
    UniformPretraining.run(hypernetwork, embeddings, backend, random);
    MetricPredictor predictor = MetricPredictor.create(100, FEATURES, backend, random);
    weightStep = new WeightStep(supernet, policy, workers, backend, config, size.devices());
    architectureStep =
        new ArchitectureStep(
            supernet, List.of(predictor), policy, workers, backend, config, size.devices());
  }

  /** Runs an architecture step and a weight step. */
  Times step() {
    Philox ofStep = random.split(step);
    double supernetBefore = architectureStep.supernetSeconds();
    long start = System.nanoTime();
    architectureStep.run(step, batch, devices, ofStep.split(0));
    // A step is over when its losses are known: some backends only queue it.
    architectureStep.meanLoss();
    long middle = System.nanoTime();
    weightStep.run(step++, batch, devices, ofStep.split(1));
    weightStep.meanLoss();
    long end = System.nanoTime();
    double architecture = (middle - start) / 1e9;
    double supernet = architectureStep.supernetSeconds() - supernetBefore;
    return new Times((end - middle) / 1e9, architecture, architecture - supernet);
  }

  private Batch randomBatch(int size) {
    Shape shape = Shape.of(size, IMAGE, IMAGE, 3);
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = random.nextInt(CLASSES);
    }
    return new Batch(shape, randomNormal(shape.size()), labels);
  }

  private float[] randomNormal(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Override
  public void close() {
    workers.close();
  }
}
