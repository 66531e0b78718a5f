package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jmodnas.hardware.MetricPredictor;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.hypernet.BankScores;
import org.jmodnas.hypernet.HypernetworkConfig;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.hypernet.PreferenceLattice;
import org.jmodnas.hypernet.UniformPretraining;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.Cosmos;
import org.jmodnas.objective.RaysHypervolume;
import org.jmodnas.objective.Scalarization;
import org.jmodnas.objective.SmoothTchebycheff;
import org.jmodnas.objective.WeightedSum;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.space.nasbench201.Operation;
import org.jmodnas.supernet.BenefitSupernet;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The upper level on a supernet whose best architecture is known. */
final class ArchitectureStepTest extends BackendTest {
  private static final int BEST = Operation.NOR_CONV_3X3.ordinal();
  private static final int STEPS = 600;

  private final List<SearchTarget> devices = devices();
  private final Philox random = new Philox(20_261_124, 1);
  private final Batch batch = new Batch(Shape.of(2, 1, 1, 1), new float[2], new int[2]);

  /** With the sampler's gradient alone, the score function alone, and the default of both. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void theErrorAloneIsMinimisedOnItsRay(double scoreShare) {
    assertErrorIsMinimised(config(scoreShare, 0.01));
  }

  @ParameterizedTest
  @MethodSource
  void anyDirectionMinimisesTheErrorOnItsRay(
      Scalarization scalarization, DeviceCombination combination) {
    SearchConfig config = config(0.5, 0.01);
    assertErrorIsMinimised(
        new SearchConfig(
            config.steps(),
            config.batch(),
            config.cells(),
            config.channels(),
            config.seed(),
            config.threads(),
            config.weights(),
            config.hypernetwork().with(scalarization, new GradientCombination(combination))));
  }

  static Stream<Arguments> anyDirectionMinimisesTheErrorOnItsRay() {
    return Stream.of(
        Arguments.of(new SmoothTchebycheff(0.1), DeviceCombination.MIN_NORM),
        Arguments.of(new Cosmos(0.01), DeviceCombination.MIN_NORM),
        Arguments.of(new RaysHypervolume(2, 1), DeviceCombination.MIN_NORM),
        Arguments.of(new WeightedSum(1), DeviceCombination.PCGRAD),
        Arguments.of(new WeightedSum(1), DeviceCombination.CAGRAD));
  }

  private void assertErrorIsMinimised(SearchConfig config) {
    ArchitecturePolicy policy = policy(config.hypernetwork());
    try (Workers workers = new Workers(backend, 2, 3)) {
      ArchitectureStep step = step(config, policy, workers);
      for (int i = 0; i < STEPS; i++) {
        step.run(i, batch, devices, random.split(i));
      }
    }
    for (SearchTarget device : devices) {
      assertThat(policy.mostLikely(backend, device, List.of(Preference.of(1, 0))).get(0).choices())
          .as(device.name())
          .containsOnly(BEST);
    }
  }

  @Test
  void theLearningRateFallsFromTheEndOfTheWarmUpToTheLastStep() {
    SearchConfig config = config(0.5, 0);
    ArchitecturePolicy policy = policy(config.hypernetwork());
    Tensor parameters = policy.hypernetwork().parameters().flat();
    try (Workers workers = new Workers(backend, 1, 3)) {
      ArchitectureStep step = step(config, policy, workers);
      float[] before = parameters.toArray();
      step.run(STEPS - config.warmupSteps(), batch, devices, random.split(0));
      assertThat(parameters.toArray()).as("last rate 0").containsExactly(before);
      step.run(0, batch, devices, random.split(1));
      assertThat(parameters.toArray()).isNotEqualTo(before);
    }
  }

  private ArchitectureStep step(SearchConfig config, ArchitecturePolicy policy, Workers workers) {
    return new ArchitectureStep(
        new BenefitSupernet(backend, BEST),
        List.of(MetricPredictor.create(12, 10, backend, random)),
        policy,
        workers,
        backend,
        config,
        devices.size());
  }

  private ArchitecturePolicy policy(SearchConfig.Hypernetwork config) {
    MetaHypernetwork hypernetwork =
        MetaHypernetwork.create(
            new HypernetworkConfig(config.banks(), 10, 30, BankScores.DOT),
            new PreferenceLattice(2, config.resolution(), config.interpolated()),
            backend,
            random);
    UniformPretraining.run(
        hypernetwork,
        devices.stream().map(device -> device.embedding(false)).toList(),
        backend,
        random);
    return new ArchitecturePolicy(
        hypernetwork, SamplingMethod.REINMAX, new NasBench201Space(), true);
  }

  private static SearchConfig config(double scoreShare, double lastLearningRate) {
    SearchConfig.Hypernetwork hypernetwork =
        new SearchConfig.Hypernetwork(
            10,
            4,
            true,
            true,
            BankScores.DOT,
            0.01,
            lastLearningRate,
            0,
            0.25,
            SamplingMethod.REINMAX,
            scoreShare,
            ErrorScale.EPOCH,
            new WeightedSum(1),
            new GradientCombination(DeviceCombination.MIN_NORM));
    return new SearchConfig(
        STEPS, 2, 1, 8, 20_261_124, 2, SearchConfig.Weights.standard(), hypernetwork);
  }

  private static List<SearchTarget> devices() {
    Philox random = new Philox(20_261_124, 2);
    List<SearchTarget> devices = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      float[] embedding = new float[10];
      for (int i = 0; i < embedding.length; i++) {
        embedding[i] = (float) random.nextGaussian();
      }
      TargetDevice.Calibration identity = new TargetDevice.Calibration(1, 0, -1, 1);
      devices.add(
          new SearchTarget(
              List.of(new TargetDevice("device " + t, embedding, embedding, identity))));
    }
    return devices;
  }
}
