package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.constraint.LimitPredictors;
import org.jmodnas.constraint.MetricLimit;
import org.jmodnas.constraint.SumDevices;
import org.jmodnas.hardware.DeviceEmbedding;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.hardware.additive.AdditiveMetric;
import org.jmodnas.hardware.additive.AdditivePredictor;
import org.jmodnas.hypernet.BankScores;
import org.jmodnas.hypernet.HypernetworkConfig;
import org.jmodnas.hypernet.MetaHypernetwork;
import org.jmodnas.hypernet.PreferenceLattice;
import org.jmodnas.hypernet.UniformPretraining;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.objective.WeightedSum;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.space.nasbench201.Operation;
import org.jmodnas.supernet.BenefitSupernet;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The upper level under a tight limit, on a supernet that likes the dearest operation: what is most
 * likely keeps the limit more often, before anything is filtered.
 */
final class LimitedSearchTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final List<String> NAMES = SumDevices.NAMES.subList(0, 3);
  private static final List<Preference> RAYS = Preferences.rays(11);
  private static final int STEPS = 400;

  private final MetricTable table =
      SumDevices.table(new Philox(1, 41), new double[] {0, 0.2, 1, 3, 0.5}, 0.03);
  private final List<Feasibility> limited = limited();
  private final AdditiveMetric metric = metric();
  private final List<SearchTarget> devices =
      NAMES.stream().map(name -> new SearchTarget(List.of(metric.device(table, name)))).toList();
  private final Batch batch = new Batch(Shape.of(2, 1, 1, 1), new float[2], new int[2]);

  @ParameterizedTest
  @EnumSource(names = {"MIN_NORM", "MEAN", "SEQUENTIAL"})
  void theLikeliestArchitecturesKeepALimitOfTheSearch(DeviceCombination combination) {
    try (TensorScope scope = backend.openScope()) {
      long free = feasible(search(combination, null));
      long kept = feasible(search(combination, new AugmentedLagrangian(limited, backend)));
      assertThat(free).as("without the limit").isLessThan(RAYS.size() * 3 / 2);
      assertThat(kept).as("with it, %d without", free).isGreaterThan(free + 5);
    }
  }

  /** The likeliest architecture of each device and preference after a search. */
  private List<List<Architecture>> search(
      DeviceCombination combination, @Nullable AugmentedLagrangian limits) {
    Philox random = new Philox(20_261_124, 61);
    SearchConfig config = config(combination);
    ArchitecturePolicy policy = policy(config.hypernetwork(), random);
    try (Workers workers = new Workers(backend, 1, 3)) {
      ArchitectureStep step =
          new ArchitectureStep(
              new BenefitSupernet(backend, Operation.NOR_CONV_3X3.ordinal()),
              List.of(metric),
              policy,
              workers,
              backend,
              config,
              devices.size(),
              limits);
      for (int i = 0; i < STEPS; i++) {
        step.run(i, batch, devices, random.split(i));
      }
    }
    return devices.stream().map(device -> policy.mostLikely(backend, device, RAYS)).toList();
  }

  private long feasible(List<List<Architecture>> found) {
    long feasible = 0;
    for (int t = 0; t < found.size(); t++) {
      feasible += found.get(t).stream().filter(limited.get(t)::isFeasible).count();
    }
    return feasible;
  }

  private ArchitecturePolicy policy(SearchConfig.Hypernetwork config, Philox random) {
    MetaHypernetwork hypernetwork =
        MetaHypernetwork.create(
            new HypernetworkConfig(config.banks(), 10, 30, BankScores.DOT),
            new PreferenceLattice(2, config.resolution(), config.interpolated()),
            backend,
            random);
    UniformPretraining.run(
        hypernetwork,
        devices.stream().map(device -> device.embedding(true)).toList(),
        backend,
        random);
    return new ArchitecturePolicy(hypernetwork, SamplingMethod.REINMAX, SPACE, true);
  }

  private static SearchConfig config(DeviceCombination combination) {
    SearchConfig.Hypernetwork standard = SearchConfig.Hypernetwork.standard();
    return new SearchConfig(
        STEPS,
        2,
        1,
        8,
        20_261_124,
        1,
        SearchConfig.Weights.standard(),
        new SearchConfig.Hypernetwork(
            10,
            4,
            true,
            true,
            BankScores.DOT,
            0.01,
            0.001,
            0,
            0,
            SamplingMethod.REINMAX,
            standard.scoreShare(),
            ErrorScale.EPOCH,
            new WeightedSum(2),
            new GradientCombination(combination)));
  }

  /** The quickest quarter of the space. */
  private List<Feasibility> limited() {
    List<MetricLimit> limits = new ArrayList<>();
    for (String name : NAMES) {
      double[] sorted = table.values(name);
      Arrays.sort(sorted);
      limits.add(new MetricLimit(name, "latency", sorted[sorted.length / 4]));
    }
    Constraints constraints = new Constraints(limits, 0.9);
    LimitPredictors predictors =
        new LimitPredictors(
            SPACE,
            List.of(new MetricObjective("latency", table)),
            SumDevices.NAMES,
            ReferenceDevices.ARCHITECTURES);
    return NAMES.stream().map(name -> predictors.on(List.of(table), name, constraints)).toList();
  }

  private AdditiveMetric metric() {
    List<Integer> references = ReferenceDevices.ARCHITECTURES;
    return new AdditiveMetric(
        SPACE,
        AdditivePredictor.learn(SPACE, table, SumDevices.NAMES, references),
        references,
        new DeviceEmbedding.Standardizer(
            SumDevices.NAMES.stream()
                .map(name -> DeviceEmbedding.of(table, name, references))
                .toList()));
  }
}
