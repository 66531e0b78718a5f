package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.objective.Cosmos;
import org.jmodnas.objective.RaysHypervolume;
import org.jmodnas.objective.SmoothTchebycheff;
import org.jmodnas.objective.WeightedSum;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the steps of a search for 13 target devices move, launch and wait for. */
@ExtendWith(EmulatedDevice.class)
final class SearchBudgetTest {
  private static final int DEVICES = 13;
  private static final int STEPS = 10;
  private static final String TABLE = "A step for 13 devices";

  /** Rows of the table and the counters whose sums they are. */
  private static final Map<String, List<String>> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put("launches of our kernels", List.of("launches"));
    ROWS.put("calls of cuBLAS and cuDNN", List.of("blas_calls", "dnn_calls"));
    ROWS.put("copies on the device", List.of("copies_on_device"));
    ROWS.put("fills", List.of("memsets"));
    ROWS.put("copies to the device", List.of("copies_to_device"));
    ROWS.put("bytes to the device", List.of("bytes_to_device"));
    ROWS.put("copies to the host", List.of("copies_to_host"));
    ROWS.put("bytes to the host", List.of("bytes_to_host"));
    ROWS.put("waits of the host", List.of("synchronizations", "implicit_synchronizations"));
    ROWS.put("allocations and frees", List.of("allocations", "frees"));
  }

  /** A level of the search and whether its steps read the gates that were drawn. */
  private record Level(int column, boolean reads, Runnable step) {}

  @ParameterizedTest
  @CsvSource({"1, 2", "0, 3"})
  void stepsKeepTheirBudget(double uniformShare, int weightColumn) {
    EmulatedDevice.configure("races", "off");
    try (Backend backend = EmulatedDevice.open();
        TensorScope scope = backend.openScope();
        SearchRun run = new SearchRun(backend, DEVICES, SamplingMethod.REINMAX, uniformShare)) {
      List<Level> levels =
          List.of(
              new Level(1, true, run::architectureStep),
              new Level(weightColumn, uniformShare == 0, run::weightStep));
      run.rehearse();
      levels.forEach(level -> level.step.run());
      Map<Level, Map<String, CountRange>> seen = new LinkedHashMap<>();
      for (int i = 0; i < STEPS; i++) {
        for (Level level : levels) {
          EmulatedDevice.resetCounters();
          level.step.run();
          assertStep(level);
          ROWS.forEach((row, counters) -> note(seen, level, row, counters));
        }
      }
      levels.forEach(level -> assertDocumented(level, seen.get(level)));
      assertOthersInEachStep(run.architectures());
    }
  }

  /**
   * What finds weights on the host reads the objectives or one Gram matrix, limits and the rest
   * nothing.
   */
  @ParameterizedTest
  @MethodSource
  void otherDirectionsReadWhatTheyMust(SearchRun.Direction direction, int reads) {
    EmulatedDevice.configure("races", "off");
    try (Backend backend = EmulatedDevice.open();
        TensorScope scope = backend.openScope();
        SearchRun run = new SearchRun(backend, DEVICES, SamplingMethod.REINMAX, 1, direction)) {
      run.rehearse();
      run.architectureStep();
      for (int i = 0; i < 3; i++) {
        EmulatedDevice.resetCounters();
        run.architectureStep();
        assertCount("copies_to_host", reads);
        assertCount("synchronizations", reads);
        for (String none : List.of("allocations", "frees", "implicit_synchronizations")) {
          assertCount(none, 0);
        }
      }
    }
  }

  static Stream<Arguments> otherDirectionsReadWhatTheyMust() {
    return Stream.of(
        Arguments.of(
            new SearchRun.Direction(new SmoothTchebycheff(0.1), DeviceCombination.MIN_NORM), 1),
        Arguments.of(new SearchRun.Direction(new Cosmos(0.5), DeviceCombination.MEAN), 1),
        Arguments.of(
            new SearchRun.Direction(new RaysHypervolume(4, 1), DeviceCombination.MIN_NORM), 2),
        Arguments.of(
            new SearchRun.Direction(new WeightedSum(2), DeviceCombination.MIN_NORM, true), 1),
        Arguments.of(new SearchRun.Direction(new WeightedSum(2), DeviceCombination.PCGRAD), 2),
        Arguments.of(new SearchRun.Direction(new WeightedSum(2), DeviceCombination.CAGRAD), 2));
  }

  @Test
  void aLossIsOneCopy() {
    EmulatedDevice.configure("races", "off");
    try (Backend backend = EmulatedDevice.open();
        TensorScope scope = backend.openScope();
        SearchRun run = new SearchRun(backend, DEVICES, SamplingMethod.REINMAX, 1)) {
      run.architectureStep();
      run.weightStep();
      EmulatedDevice.resetCounters();
      run.losses();
      assertCount("copies_to_host", 2);
      assertCount("bytes_to_host", 2 * Float.BYTES * DEVICES);
      assertCount("synchronizations", 2);
      assertCount("launches", 0);
    }
  }

  /** What every step keeps, whatever the document says. */
  private static void assertStep(Level level) {
    for (String none : List.of("allocations", "frees", "implicit_synchronizations")) {
      assertCount(none, 0);
    }
    int reads = level.reads ? 1 : 0;
    assertCount("copies_to_host", reads);
    assertCount("synchronizations", reads);
    boolean architecture = level.column == 1;
    assertLaunches("sample_architectures", reads);
    assertLaunches("sample_architectures_backward", architecture ? 1 : 0);
    assertLaunches("gram_matrix", architecture ? 1 : 0);
    assertLaunches("min_norm_weights", architecture ? 1 : 0);
    assertLaunches("adam", architecture ? 1 : 0);
    assertLaunches("sgd_momentum", architecture ? 0 : 1);
    assertLaunches("cross_entropy", DEVICES);
    assertThat(EmulatedDevice.launchingStreams("cross_entropy"))
        .as("streams of the passes")
        .isEqualTo(DEVICES);
  }

  private static void assertCount(String counter, long expected) {
    assertThat(EmulatedDevice.counter(counter)).as(counter).isEqualTo(expected);
  }

  private static void assertLaunches(String kernel, long expected) {
    assertThat(EmulatedDevice.launches(kernel)).as("launches of " + kernel).isEqualTo(expected);
  }

  private static void note(
      Map<Level, Map<String, CountRange>> seen, Level level, String row, List<String> counters) {
    long count = counters.stream().mapToLong(EmulatedDevice::counter).sum();
    seen.computeIfAbsent(level, first -> new LinkedHashMap<>())
        .merge(row, CountRange.of(count), CountRange::with);
  }

  private static void assertDocumented(Level level, Map<String, CountRange> seen) {
    List<List<String>> table = BudgetDocument.table(TABLE);
    assertThat(table).extracting(cells -> cells.get(0)).containsExactlyElementsOf(ROWS.keySet());
    Map<String, CountRange> documented = new LinkedHashMap<>();
    table.forEach(cells -> documented.put(cells.get(0), CountRange.parse(cells.get(level.column))));
    documented.forEach(
        (row, range) ->
            assertThat(range.holds(seen.get(row)))
                .as("%s: the document says %s, seen was %s", row, range, seen)
                .isTrue());
  }

  /** A step that draws the same architectures as another would say less. */
  private static void assertOthersInEachStep(List<String> drawn) {
    List<List<String>> steps = new ArrayList<>();
    for (int start = 0; start < drawn.size(); start += DEVICES) {
      steps.add(drawn.subList(start, start + DEVICES));
    }
    assertThat(steps).hasSize(2 * (STEPS + 1)).doesNotHaveDuplicates();
  }
}
