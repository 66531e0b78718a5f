package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.objective.Cosmos;
import org.jmodnas.objective.SmoothTchebycheff;
import org.jmodnas.objective.WeightedSum;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of both levels of a search on the CPU and on the emulated device. */
@ExtendWith(EmulatedDevice.class)
final class SearchStepsTest {
  /** What a run drew and where it ended. */
  private record Outcome(
      List<String> architectures, List<float[]> losses, float[] hypernetwork, float[] weights) {}

  @ParameterizedTest
  @CsvSource({
    "lazy, 3, 10, REINMAX",
    "random:1, 13, 2, REINMAX",
    "reverse, 3, 2, GDAS",
    "eager, 2, 2, DARTS"
  })
  void bothBackendsDrawTheSameArchitectures(
      String schedule, int devices, int steps, SamplingMethod sampler) {
    EmulatedDevice.configure("schedule", schedule);
    assertBackendsAgree(steps, backend -> new SearchRun(backend, devices, sampler, 0.5));
  }

  @ParameterizedTest
  @MethodSource
  void bothBackendsTakeTheSameDirection(int devices, int steps, SearchRun.Direction direction) {
    EmulatedDevice.configure("schedule", "lazy");
    assertBackendsAgree(
        steps, backend -> new SearchRun(backend, devices, SamplingMethod.REINMAX, 0.5, direction));
  }

  static Stream<Arguments> bothBackendsTakeTheSameDirection() {
    return Stream.of(
        Arguments.of(
            3, 4, new SearchRun.Direction(new SmoothTchebycheff(0.1), DeviceCombination.PCGRAD)),
        Arguments.of(3, 4, new SearchRun.Direction(new Cosmos(0.5), DeviceCombination.CAGRAD)),
        Arguments.of(2, 3, new SearchRun.Direction(new Cosmos(0.5), DeviceCombination.SEQUENTIAL)),
        Arguments.of(
            3, 5, new SearchRun.Direction(new WeightedSum(2), DeviceCombination.MIN_NORM, true)),
        Arguments.of(
            2, 3, new SearchRun.Direction(new WeightedSum(2), DeviceCombination.SEQUENTIAL, true)));
  }

  private static void assertBackendsAgree(int steps, Function<Backend, SearchRun> start) {
    Outcome expected;
    try (Backend backend = Backends.open("cpu")) {
      expected = run(backend, steps, start);
    }
    try (Backend backend = EmulatedDevice.open()) {
      Outcome actual = run(backend, steps, start);
      assertThat(actual.architectures).isEqualTo(expected.architectures);
      for (int i = 0; i < steps; i++) {
        Golden.assertClose("losses", expected.losses.get(i), actual.losses.get(i), 1e-4);
      }
      Golden.assertClose("hypernetwork", expected.hypernetwork, actual.hypernetwork, 1e-3);
      Golden.assertClose("weights", expected.weights, actual.weights, 1e-3);
    }
  }

  @Test
  void repeatedStepsHaveTheSameBits() {
    List<Outcome> outcomes = new ArrayList<>();
    for (String schedule : List.of("eager", "random:5")) {
      EmulatedDevice.configure("schedule", schedule);
      try (Backend backend = EmulatedDevice.open()) {
        outcomes.add(run(backend, 2, on -> new SearchRun(on, 3, SamplingMethod.REINMAX, 0.5)));
      }
    }
    assertThat(outcomes.get(1).hypernetwork).isEqualTo(outcomes.get(0).hypernetwork);
    assertThat(outcomes.get(1).weights).isEqualTo(outcomes.get(0).weights);
  }

  private static Outcome run(Backend backend, int steps, Function<Backend, SearchRun> start) {
    List<float[]> losses = new ArrayList<>();
    try (TensorScope scope = backend.openScope();
        SearchRun run = start.apply(backend)) {
      for (int i = 0; i < steps; i++) {
        run.architectureStep();
        run.weightStep();
        losses.add(run.losses());
      }
      return new Outcome(run.architectures(), losses, run.hypernetwork(), run.weights());
    }
  }
}
