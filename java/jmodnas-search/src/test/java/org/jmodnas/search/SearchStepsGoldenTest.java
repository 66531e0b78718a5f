package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jmodnas.hardware.MetricPredictor;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.hypernet.BankScores;
import org.jmodnas.hypernet.HypernetworkConfig;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.hypernet.PreferenceLattice;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.WeightedSum;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.data.Augmentation;
import org.jmodnas.tensor.data.BatchLoader;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.Test;

/**
 * Three whole steps of a search, each of both levels, against PyTorch: draws, losses, gradients,
 * their combination and both optimisers.
 */
final class SearchStepsGoldenTest extends BackendTest {
  private static final double LOSS_TOLERANCE = 5e-6;
  private static final double WEIGHT_TOLERANCE = 5e-6;

  /** Wider, since Adam divides by the root of the second moment, which may be small. */
  private static final double PHI_TOLERANCE = 1e-5;

  private final Golden golden = Golden.load("steps");
  private final List<SearchTarget> devices = devices();

  @Test
  void threeStepsMatchPyTorch() {
    SearchConfig config = config();
    NasBench201Supernet supernet = supernet(config);
    MetaHypernetwork hypernetwork = hypernetwork(config.hypernetwork());
    ArchitecturePolicy policy =
        new ArchitecturePolicy(
            hypernetwork, config.hypernetwork().sampler(), new NasBench201Space(), true);
    List<Integer> ended = new ArrayList<>();
    try (Workers workers = new Workers(backend, config.threads(), devices.size())) {
      BatchLoader training = batches("training", 1);
      BatchLoader validation = batches("validation", 2);
      ModnasSearch search =
          new ModnasSearch(
              config,
              devices,
              training.batchesPerEpoch(),
              new ArchitectureStep(
                  supernet, List.of(predictor()), policy, workers, backend, config, devices.size()),
              new WeightStep(supernet, policy, workers, backend, config, devices.size()));
      while (!search.isDone()) {
        search.step(training.next(), validation.next());
        String name = "step" + search.position() + ".";
        assertLoss(name + "validation_loss", search.losses().validation());
        assertLoss(name + "training_loss", search.losses().training());
        assertAll(name + "hypernetwork.", hypernetwork.parameters(), PHI_TOLERANCE);
        assertAll(name + "supernet.", supernet.parameters(), WEIGHT_TOLERANCE);
        ended.add(search.position());
      }
    }
    assertThat(ended).containsExactly(1, 2, 3);
  }

  private void assertLoss(String name, double loss) {
    Golden.assertClose(name, golden.values(name), new float[] {(float) loss}, LOSS_TOLERANCE);
  }

  private void assertAll(String prefix, ParameterSet parameters, double tolerance) {
    parameters.forEach((name, tensor) -> golden.assertMatches(prefix + name, tensor, tolerance));
  }

  private void set(String prefix, ParameterSet parameters) {
    parameters.forEach((name, tensor) -> tensor.set(golden.values(prefix + name)));
  }

  private SearchConfig config() {
    SearchConfig.Weights weights =
        new SearchConfig.Weights(
            setting("weights.rate"),
            setting("weights.last_rate"),
            setting("weights.momentum"),
            setting("weights.decay"),
            setting("weights.clip"),
            0,
            SearchConfig.Weights.ALL_DEVICES);
    SearchConfig.Hypernetwork hypernetwork =
        new SearchConfig.Hypernetwork(
            golden.array("hypernetwork.keys").shape().dimension(0),
            (int) setting("phi.resolution"),
            true,
            true,
            BankScores.DOT,
            setting("phi.rate"),
            setting("phi.rate"),
            setting("phi.decay"),
            0,
            SamplingMethod.REINMAX,
            setting("phi.score_share"),
            ErrorScale.EPOCH,
            new WeightedSum(setting("phi.exponent")),
            new GradientCombination(DeviceCombination.MIN_NORM));
    int channels = golden.array("supernet.stem.norm.scale").shape().size();
    return new SearchConfig(
        (int) setting("steps"),
        (int) setting("batch"),
        1,
        channels,
        (long) setting("seed"),
        2,
        weights,
        hypernetwork);
  }

  private float setting(String name) {
    return golden.scalar("settings." + name);
  }

  private int classes() {
    return golden.array("supernet.head.linear.bias").shape().size();
  }

  private int features() {
    return golden.array("devices.embedding").shape().dimension(1);
  }

  private NasBench201Supernet supernet(SearchConfig config) {
    NasBench201Supernet supernet =
        NasBench201Supernet.create(
            new SupernetConfig(config.cells(), config.channels(), 3, classes()),
            backend,
            new Philox(0, 0));
    set("supernet.", supernet.parameters());
    return supernet;
  }

  private MetaHypernetwork hypernetwork(SearchConfig.Hypernetwork form) {
    MetaHypernetwork hypernetwork =
        MetaHypernetwork.create(
            new HypernetworkConfig(form.banks(), features(), 30, form.scores()),
            new PreferenceLattice(2, form.resolution(), form.interpolated()),
            backend,
            new Philox(0, 0));
    set("hypernetwork.", hypernetwork.parameters());
    return hypernetwork;
  }

  private MetricPredictor predictor() {
    int width = golden.array("predictor.gcn.0.bias").shape().size();
    MetricPredictor predictor =
        MetricPredictor.create(width, features(), backend, new Philox(0, 0));
    set("predictor.", predictor.parameters());
    return predictor;
  }

  private List<SearchTarget> devices() {
    float[] lowest = golden.values("devices.lowest");
    float[] highest = golden.values("devices.highest");
    List<SearchTarget> targets = new ArrayList<>();
    for (int t = 0; t < lowest.length; t++) {
      targets.add(
          new SearchTarget(
              List.of(
                  new TargetDevice(
                      "device " + t,
                      row("devices.embedding", t),
                      row("devices.standardized", t),
                      new TargetDevice.Calibration(1, 0, lowest[t], highest[t])))));
    }
    return targets;
  }

  private float[] row(String name, int row) {
    int length = golden.array(name).shape().dimension(1);
    return Arrays.copyOfRange(golden.values(name), row * length, (row + 1) * length);
  }

  /** The images called {@code name} in batches of stream {@code stream}. */
  private BatchLoader batches(String name, long stream) {
    Shape shape = golden.array(name + ".pixels").shape();
    int[] pixels = golden.integers(name + ".pixels");
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) pixels[i];
    }
    ImageDataset images =
        new ImageDataset(
            new ImageDataset.ImageSize(shape.dimension(1), shape.dimension(2), shape.dimension(3)),
            classes(),
            bytes,
            golden.integers(name + ".labels"));
    ChannelStatistics statistics =
        new ChannelStatistics(
            Collections.nCopies(3, setting("mean")), Collections.nCopies(3, setting("deviation")));
    return new BatchLoader(
        images,
        Augmentation.none(statistics),
        (int) setting("batch"),
        new Philox((long) setting("seed"), stream));
  }
}
