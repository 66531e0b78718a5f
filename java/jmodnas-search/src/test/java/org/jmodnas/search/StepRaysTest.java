package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.sampling.Preference;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StepRaysTest {
  @ParameterizedTest
  @CsvSource({"13, 4, 3", "13, 6, 2", "4, 4, 1", "3, 2, 1", "2, 8, 1"})
  void aStepHasNoMorePassesThanDevicesAndAllGetTheirTurn(int devices, int rays, int chosen) {
    Philox random = new Philox(20_261_124, 8);
    List<SearchTarget> all = targets(devices);
    Set<SearchTarget> seen = new HashSet<>();
    for (int step = 0; step < 60; step++) {
      StepRays of = StepRays.choose(all, rays, random.split(step));
      assertThat(of.devices()).hasSize(chosen).doesNotHaveDuplicates();
      assertThat(of.passes()).hasSize(StepRays.most(devices, rays));
      seen.addAll(of.devices());
    }
    assertThat(seen).containsAll(all);
  }

  @Test
  void oneRayIsAPassOfEachDevice() {
    List<SearchTarget> all = targets(5);
    StepRays of = StepRays.choose(all, 1, new Philox(1, 1));
    assertThat(of.passes()).isEqualTo(all);
    assertThat(StepRays.most(5, 1)).isEqualTo(5);
  }

  @Test
  void theRaysOfADeviceFollowEachOtherAndCoverTheSimplex() {
    Philox random = new Philox(20_261_124, 9);
    StepRays of = new StepRays(targets(3), 4);
    List<Philox> streams = IntStream.range(0, 12).mapToObj(random::split).toList();
    List<Preference> preferences = of.preferences(streams);
    for (int pass = 0; pass < 12; pass++) {
      assertThat(of.passes().get(pass)).isEqualTo(of.devices().get(pass / 4));
    }
    for (int device = 0; device < 3; device++) {
      assertThat(
              preferences.subList(4 * device, 4 * device + 4).stream()
                  .map(r -> (int) (4 * r.weight(0)))
                  .toList())
          .containsExactlyInAnyOrder(0, 1, 2, 3);
    }
  }

  private static List<SearchTarget> targets(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new SearchTarget(
                    List.of(
                        new TargetDevice(
                            "device" + i,
                            new float[1],
                            new float[1],
                            new TargetDevice.Calibration(1, 0, 0, 1)))))
        .toList();
  }
}
