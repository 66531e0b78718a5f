package org.jmodnas.hardware.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jmodnas.hardware.measurement.LatencyTimer.Result;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

/** Networks that take scripted times by a clock that only they move. */
final class LatencyTimerTest {
  private static final double TOLERANCE = 0.02;
  private static final double SECONDS = 60;

  private long now;
  private final List<Integer> calls = new ArrayList<>();

  /** A network whose n-th run takes {@code milliseconds} of n. */
  private Runnable network(int name, IntToDoubleFunction milliseconds) {
    int[] runs = new int[1];
    return () -> {
      calls.add(name);
      now += Math.round(1e6 * milliseconds.applyAsDouble(runs[0]++));
    };
  }

  private Result time(double seconds, Runnable... networks) {
    return new LatencyTimer(() -> now, TOLERANCE, seconds, new Philox(1, 0))
        .time(List.of(networks));
  }

  @Test
  void constantTimesNeedTheFewestRuns() {
    Result result = time(SECONDS, network(0, run -> 7), network(1, run -> 3));
    assertThat(result.estimates()).extracting(MedianEstimate::median).containsExactly(7.0, 3.0);
    assertThat(result.estimates()).extracting(MedianEstimate::mad).containsExactly(0.0, 0.0);
    assertThat(result.estimates()).extracting(MedianEstimate::runs).containsExactly(20, 20);
    assertThat(result.warmUpRounds()).isEqualTo(10);
  }

  @Test
  @Seeded
  void outliersDoNotMoveTheMedian(Philox random) {
    Result result =
        time(SECONDS, network(0, run -> random.nextInt(5) == 0 ? 500 : 10 + random.nextFloat()));
    MedianEstimate estimate = result.estimates().get(0);
    assertThat(result.rule().objection(estimate)).isEmpty();
    assertThat(estimate.median()).isBetween(10.0, 11.0);
    assertThat(estimate.mad()).isLessThan(1);
  }

  @Test
  @Seeded
  void noisierTimesTakeMoreRuns(Philox random) {
    int quiet = time(SECONDS, network(0, run -> 10 + random.nextFloat())).estimates().get(0).runs();
    int noisy =
        time(SECONDS, network(0, run -> 10 + 8 * random.nextFloat())).estimates().get(0).runs();
    assertThat(noisy).isGreaterThan(2 * quiet);
  }

  @Test
  void allGetTheSameRunsAndNoneStandsStill() {
    Result result = time(SECONDS, network(0, run -> 1), network(1, run -> 5 + run % 3));
    assertThat(result.estimates().get(0).runs()).isEqualTo(result.estimates().get(1).runs());
    assertThat(calls.stream().filter(call -> call == 0).count() * 2).isEqualTo(calls.size());
    for (int pair = 0; pair < calls.size(); pair += 2) {
      assertThat(calls.get(pair)).as("a lead-in before a timed run").isEqualTo(calls.get(pair + 1));
    }
    assertThat(calls.subList(0, 40)).as("the order changes").isNotEqualTo(calls.subList(4, 44));
  }

  @Test
  void theLeadInIsNotTimed() {
    Result result = time(SECONDS, network(0, run -> run % 2 == 0 ? 90 : 4));
    assertThat(result.estimates().get(0).median()).isEqualTo(4);
  }

  @Test
  void theWarmUpEndsWhenItGainsNoMore() {
    Result result = time(SECONDS, network(0, run -> Math.max(100 - 2 * run, 20)));
    assertThat(result.estimates().get(0).median()).isEqualTo(20);
    assertThat(result.warmUpRounds()).isGreaterThanOrEqualTo(25);
  }

  @Test
  void noiseIsFound() {
    // Two speeds that alternate: the median is one of them or between, and its interval both.
    Result result = time(2, network(0, run -> run / 2 % 2 == 0 ? 10 : 20));
    assertThat(result.rule().objection(result.estimates().get(0)).orElseThrow())
        .contains("±", "at most 2.00 %");
  }

  @Test
  void driftIsFound() {
    // 2.5 s of warm-up and timing, in which the clock of the processor falls ever more.
    Result result = time(2.5, network(0, run -> 10 * (1 + 0.005 * run)));
    MedianEstimate estimate = result.estimates().get(0);
    assertThat(estimate.drift()).isPositive();
    assertThat(result.rule().objection(estimate)).isPresent();
    MedianEstimate slow = new MedianEstimate(10, 0.1, 9.9, 10.1, -0.5, 100);
    assertThat(result.rule().objection(slow).orElseThrow()).contains("earlier and later", "5.00 %");
  }

  @Test
  void aSlowNetworkIsStoppedByTheTime() {
    Result result = time(5, network(0, run -> 2000));
    assertThat(now / 1e9).isLessThan(16);
    assertThat(result.rule().objection(result.estimates().get(0)).orElseThrow())
        .startsWith("2 runs in the time allowed");
  }

  @Test
  void aCoarseClockIsFound() {
    long[] ticks = new long[1];
    Result result =
        new LatencyTimer(() -> 1_000_000 * (ticks[0]++ / 8), TOLERANCE, 0.1, new Philox(1, 0))
            .time(List.of(() -> {}));
    assertThat(result.rule().clockStep()).isEqualTo(1);
    assertThat(result.rule().objection(new MedianEstimate(10, 0, 10, 10, 0, 50)).orElseThrow())
        .startsWith("steps of the clock");
    assertThat(result.rule().objection(new MedianEstimate(51, 0, 51, 51, 0, 50))).isEmpty();
  }
}
