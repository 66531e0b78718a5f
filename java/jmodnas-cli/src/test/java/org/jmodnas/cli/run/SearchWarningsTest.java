package org.jmodnas.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.cli.run.SearchWarnings.Warning;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.junit.jupiter.api.Test;

/** What is warned of, and what is not. */
final class SearchWarningsTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final Architecture IDLE = SPACE.decode(0, 1, 1, 0, 1, 0);
  private static final Architecture CONVOLUTIONS = SPACE.decode(3, 3, 3, 3, 3, 3);
  private static final Architecture MIXED = SPACE.decode(1, 0, 1, 0, 0, 2);

  private final SearchWarnings warnings = new SearchWarnings(SPACE);

  @Test
  void aCollapsedDeviceIsNamed() {
    Map<String, List<Architecture>> chosen = new LinkedHashMap<>();
    chosen.put("fine", List.of(IDLE, IDLE, MIXED, CONVOLUTIONS));
    assertThat(warnings.ofFronts(chosen)).isEmpty();
    chosen.put("flat", List.of(IDLE, IDLE, IDLE, CONVOLUTIONS));
    assertThat(warnings.ofFronts(chosen))
        .singleElement()
        .satisfies(warning -> assertThat(warning.kind()).isEqualTo("collapse"))
        .satisfies(warning -> assertThat(warning.message()).contains("on flat lead"));
  }

  @Test
  void aHypernetworkThatIgnoresThePreferenceIsTold() {
    Map<String, List<Architecture>> chosen = new LinkedHashMap<>();
    chosen.put("a", List.of(MIXED, MIXED));
    chosen.put("b", List.of(CONVOLUTIONS, CONVOLUTIONS));
    assertThat(warnings.ofFronts(chosen))
        .extracting(Warning::kind)
        .containsExactly("preference-ignored");
    chosen.put("b", List.of(CONVOLUTIONS, MIXED));
    assertThat(warnings.ofFronts(chosen)).isEmpty();
    assertThat(warnings.ofFronts(Map.of())).isEmpty();
  }

  @Test
  void aPredictorThatRanksBadlyIsTold() {
    Map<String, Double> rho = new LinkedHashMap<>();
    rho.put("good", 0.95);
    rho.put("constant", Double.NaN);
    assertThat(warnings.ofPredictor("latency", rho)).isEmpty();
    rho.put("bad", 0.42);
    assertThat(warnings.ofPredictor("latency", rho))
        .singleElement()
        .satisfies(
            warning ->
                assertThat(warning.message()).contains("ranks latency badly on bad (0.42) ("));
  }

  @Test
  void frontsAreJudgedEvenlyAndTheLastStepIsLeftToTheEnd() {
    assertThat(judged(4, 10, 30)).containsExactly(15, 20, 25);
    assertThat(judged(3, 0, 10)).containsExactly(4, 7);
    assertThat(judged(10, 7, 10)).as("no more than there are steps").containsExactly(8, 9);
    assertThat(judged(0, 0, 10)).isEmpty();
    assertThat(judged(1, 5, 10)).isEmpty();
  }

  private static List<Integer> judged(int evaluations, int warmup, int steps) {
    SearchJob.Schedule schedule = new SearchJob.Schedule(evaluations, 0, List.of());
    int[] found =
        IntStream.rangeClosed(1, steps)
            .filter(step -> schedule.judges(step, warmup, steps))
            .toArray();
    return Arrays.stream(found).boxed().toList();
  }
}
