package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

final class ScheduleTest extends BackendTest {
  @Test
  void theDearestBeginsAndTheNextThatFitsFollows() {
    Schedule schedule = new Schedule(new double[] {1, 9, 4, 10, 5});
    int first = schedule.begin();
    int second = schedule.begin();
    assertThat(List.of(first, second)).as("10, then 5 and not 9 beside it").containsExactly(3, 4);
    schedule.end(first);
    assertThat(schedule.begin()).as("9 fits beside 5").isEqualTo(1);
    schedule.end(second);
    assertThat(schedule.begin()).as("4 fits beside 9").isEqualTo(2);
    assertThat(schedule.begin()).as("1 fits beside 9 and 4").isEqualTo(0);
  }

  @Test
  void whereNothingFitsTheCheapestBegins() {
    Schedule schedule = new Schedule(new double[] {3, 2, 3});
    assertThat(schedule.begin()).isZero();
    assertThat(schedule.begin()).isEqualTo(2);
    assertThat(schedule.begin()).isEqualTo(1);
  }

  @Test
  void resultsComeInTheOrderOfThePieces() {
    try (Workers workers = new Workers(backend, 3, 3)) {
      assertThat(workers.map(new double[] {1, 5, 3, 2}, (stream, piece) -> 10 * piece))
          .containsExactly(0, 10, 20, 30);
      assertThat(workers.map(3, (stream, piece) -> piece)).containsExactly(0, 1, 2);
      assertThat(workers.<Integer>map(0, (stream, piece) -> piece)).isEmpty();
      assertThatThrownBy(
              () ->
                  workers.map(
                      2,
                      (stream, piece) -> {
                        throw new IllegalStateException("piece " + piece);
                      }))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
