package org.jmodnas.baselines.pdns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@Seeded
final class TournamentTest {
  /** Downwards from the best, losers never outnumber winners: each lost to one that is better. */
  @RepeatedTest(20)
  void everybodyMeetsOneOther(Philox random) {
    double[] scores = new double[40];
    Arrays.setAll(scores, i -> -i);
    int[] winners = Tournament.winners(scores, random);
    assertThat(winners).hasSize(20).doesNotHaveDuplicates();
    int ahead = 0;
    for (int i = 0; i < scores.length; i++) {
      int participant = i;
      ahead += Arrays.stream(winners).anyMatch(winner -> winner == participant) ? 1 : -1;
      assertThat(ahead).isNotNegative();
    }
  }

  @Test
  void equalsWinAtRandom(Philox random) {
    int[] wins = new int[4];
    for (int i = 0; i < 4000; i++) {
      for (int winner : Tournament.winners(new double[4], random)) {
        wins[winner]++;
      }
    }
    for (int count : wins) {
      // Four standard deviations of a binomial of 4,000 halves.
      assertThat(count).isBetween(1874, 2126);
    }
  }
}
