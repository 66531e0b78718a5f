package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    Outcome expected;
    try (Backend backend = Backends.open("cpu")) {
      expected = run(backend, devices, steps, sampler);
    }
    try (Backend backend = EmulatedDevice.open()) {
      Outcome actual = run(backend, devices, steps, sampler);
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
        outcomes.add(run(backend, 3, 2, SamplingMethod.REINMAX));
      }
    }
    assertThat(outcomes.get(1).hypernetwork).isEqualTo(outcomes.get(0).hypernetwork);
    assertThat(outcomes.get(1).weights).isEqualTo(outcomes.get(0).weights);
  }

  private static Outcome run(Backend backend, int devices, int steps, SamplingMethod sampler) {
    List<float[]> losses = new ArrayList<>();
    try (TensorScope scope = backend.openScope();
        SearchRun run = new SearchRun(backend, devices, sampler, 0.5)) {
      for (int i = 0; i < steps; i++) {
        run.architectureStep();
        run.weightStep();
        losses.add(run.losses());
      }
      return new Outcome(run.architectures(), losses, run.hypernetwork(), run.weights());
    }
  }
}
