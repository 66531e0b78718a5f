package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jmodnas.hardware.Direction;
import org.jmodnas.hardware.MetricPredictor;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.Cosmos;
import org.jmodnas.objective.RunningRange;
import org.jmodnas.objective.Scalarization;
import org.jmodnas.objective.ScalarizationValues;
import org.jmodnas.objective.SmoothTchebycheff;
import org.jmodnas.objective.WeightedSum;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.supernet.ChoiceSupernet;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.ops.Sampling;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradient of α against differences of the scalarised objectives, for mixtures, whose gradients
 * are exact, an error that is linear in the gates and two predicted metrics, one of which is to be
 * maximised.
 */
final class ObjectiveGradientTest extends BackendTest {
  private static final int DEVICES = 3;
  private static final int FEATURES = 4;
  private static final Shape GATES = Shape.of(6, 5);
  private static final float LOWEST = 0.5f;
  private static final float HIGHEST = 2;
  private static final float STEP = 0.02f;

  private final Philox random = new Philox(20_261_124, 5);
  private final List<SearchTarget> devices = devices();
  private final float[] slopes = normal(DEVICES * GATES.size());

  @ParameterizedTest
  @MethodSource
  void alphaDescendsTheScalarizedObjectives(
      Scalarization scalarization, ToDoubleBiFunction<Preference, double[]> value) {
    List<MetricPredictor> predictors =
        IntStream.range(0, 2)
            .mapToObj(m -> MetricPredictor.create(8, FEATURES, backend, random.split(m)))
            .toList();
    List<Preference> preferences =
        List.of(
            Preferences.uniform(3, random),
            Preferences.uniform(3, random),
            Preferences.uniform(3, random));
    float[] alpha = normal(DEVICES * GATES.size());
    float[] gradient = gradient(scalarization, predictors, preferences, alpha);
    for (int i = 0; i < alpha.length; i += 4) {
      int device = i / GATES.size();
      float[] above = alpha.clone();
      float[] below = alpha.clone();
      above[i] += STEP;
      below[i] -= STEP;
      Preference preference = preferences.get(device);
      double slope =
          (value.applyAsDouble(preference, objectives(predictors, above)[device])
                  - value.applyAsDouble(preference, objectives(predictors, below)[device]))
              / (above[i] - below[i]);
      assertThat((double) gradient[i])
          .as("%s, entry %d", scalarization, i)
          .isCloseTo(slope, within(2e-3 * (1 + Math.abs(slope))));
    }
  }

  static Stream<Arguments> alphaDescendsTheScalarizedObjectives() {
    return Stream.of(
        Arguments.of(new WeightedSum(2), ScalarizationValues.weightedSum(2)),
        Arguments.of(new SmoothTchebycheff(0.5), ScalarizationValues.tchebycheff(0.5)),
        Arguments.of(new Cosmos(0.5), ScalarizationValues.cosmos(0.5)));
  }

  private float[] gradient(
      Scalarization scalarization,
      List<MetricPredictor> predictors,
      List<Preference> preferences,
      float[] alpha) {
    SearchConfig.Hypernetwork config =
        SearchConfig.Hypernetwork.published()
            .with(0, SamplingMethod.DARTS, 0)
            .with(scalarization, new GradientCombination(DeviceCombination.MEAN));
    try (Workers workers = new Workers(backend, 1, 1);
        ArchitectureDraws draws = draws(preferences, alpha)) {
      ErrorNormalization normalization =
          new ErrorNormalization(
              ErrorScale.EPOCH,
              scalarization.comparesLevels(),
              new RunningRange(2),
              new ErrorSpread(
                  new ChoiceSupernet(backend), new NasBench201Space(), workers, backend));
      normalization.begin(backend.zeros(Shape.of(1)), new int[0], random);
      normalization.observe(new float[] {HIGHEST, LOWEST});
      float[] gates = draws.gates().toArray();
      float[] losses = new float[DEVICES];
      for (int t = 0; t < DEVICES; t++) {
        losses[t] = (float) error(gates, t);
      }
      ObjectiveGradient.Measured error =
          new ObjectiveGradient.Measured(
              backend.tensor(Shape.of(DEVICES), losses),
              backend.tensor(draws.gates().shape(), slopes));
      return new ObjectiveGradient(predictors, config, backend, null)
          .of(devices, draws, error, normalization, new Baseline())
          .toArray();
    }
  }

  private ArchitectureDraws draws(List<Preference> preferences, float[] alpha) {
    Tape tape = new Tape(backend);
    Shape shape = Shape.of(DEVICES, GATES.dimension(0), GATES.dimension(1));
    Tensor watched = tape.watch(backend.tensor(shape, alpha));
    List<Philox> streams = IntStream.range(0, DEVICES).mapToObj(random::split).toList();
    return new ArchitectureDraws(
        preferences,
        tape,
        watched,
        Sampling.draw(tape, SamplingMethod.DARTS.sampler(), watched, streams));
  }

  /** The normalised objectives of each device. */
  private double[][] objectives(List<MetricPredictor> predictors, float[] alpha) {
    double[][] objectives = new double[DEVICES][3];
    try (ArchitectureDraws draws =
        draws(
            List.of(Preference.of(1, 0, 0), Preference.of(1, 0, 0), Preference.of(1, 0, 0)),
            alpha)) {
      float[] gates = draws.gates().toArray();
      for (int t = 0; t < DEVICES; t++) {
        objectives[t][0] = (error(gates, t) - LOWEST) / (HIGHEST - LOWEST);
        for (int m = 0; m < 2; m++) {
          TargetDevice metric = devices.get(t).metrics().get(m);
          Tensor output =
              predictors
                  .get(m)
                  .predict(
                      new Tape(backend),
                      draws.gates(t).view(Shape.of(1, GATES.dimension(0), GATES.dimension(1))),
                      backend.tensor(Shape.of(1, FEATURES), metric.embedding()));
          objectives[t][m + 1] = metric.metric().normalized(output.item());
        }
      }
    }
    return objectives;
  }

  private double error(float[] gates, int device) {
    double error = 1;
    for (int i = device * GATES.size(); i < (device + 1) * GATES.size(); i++) {
      error += slopes[i] * gates[i];
    }
    return error;
  }

  /** Devices whose metrics have different ranges. */
  private List<SearchTarget> devices() {
    List<SearchTarget> targets = new ArrayList<>();
    for (int t = 0; t < DEVICES; t++) {
      List<TargetDevice> metrics = new ArrayList<>();
      for (int m = 0; m < 2; m++) {
        float[] embedding = normal(FEATURES);
        metrics.add(
            new TargetDevice(
                    "device " + t,
                    embedding,
                    embedding,
                    new TargetDevice.Calibration(1, 0, -0.2 - 0.1 * t, 0.1 + 0.2 * m))
                .towards(m == 0 ? Direction.MINIMIZE : Direction.MAXIMIZE));
      }
      targets.add(new SearchTarget(metrics));
    }
    return targets;
  }

  private float[] normal(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
