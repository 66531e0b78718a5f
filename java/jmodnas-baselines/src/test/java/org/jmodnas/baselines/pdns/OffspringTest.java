package org.jmodnas.baselines.pdns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jmodnas.baselines.rescoring.Candidate;
import org.jmodnas.baselines.variation.Variation;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

@Seeded
final class OffspringTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  @Test
  void onePieceIsSwappedAndNeverTheLastDecision(Philox random) {
    Set<String> swaps = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      int[] first = new int[6];
      int[] second = {1, 1, 1, 1, 1, 1};
      Offspring.cross(first, second, random);
      String swap = Arrays.toString(first);
      assertThat(swap.replaceAll("[^01]", "")).matches("0*1+0+");
      for (int d = 0; d < 6; d++) {
        assertThat(first[d] + second[d]).isEqualTo(1);
      }
      swaps.add(swap);
    }
    assertThat(swaps).hasSize(15);
  }

  /** Parents are alike, so whatever differs mutated. */
  @Test
  void oneDecisionMutatesOnAverageToAnotherChoice(Philox random) {
    Architecture parent = SPACE.decode(0, 1, 2, 3, 4, 0);
    List<Candidate> population = Collections.nCopies(2000, new Candidate(parent, new double[0]));
    List<Architecture> children = Offspring.of(population, new Variation(SPACE, random));
    List<Integer> changes = new ArrayList<>();
    for (Architecture child : children) {
      for (int d = 0; d < 6; d++) {
        changes.add(child.choices()[d] - parent.choices()[d]);
      }
    }
    assertThat(children).hasSize(2000);
    changes.removeIf(change -> change == 0);
    // Four standard deviations of a binomial of 12,000 sixths.
    assertThat(changes.size()).isBetween(1836, 2164);
    assertThat(new HashSet<>(changes)).hasSize(8);
  }
}
