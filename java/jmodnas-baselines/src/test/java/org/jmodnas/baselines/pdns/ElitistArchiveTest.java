package org.jmodnas.baselines.pdns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jmodnas.baselines.rescoring.Candidate;
import org.jmodnas.pareto.Dominance;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class ElitistArchiveTest {
  private static Candidate candidate(int name, double... criteria) {
    return new Candidate(new Architecture("a" + name, new int[0]), criteria);
  }

  @RepeatedTest(5)
  @Seeded
  void itHoldsWhatNothingOfferedDominates(Philox random) {
    ElitistArchive archive = new ElitistArchive(Set.of());
    List<Candidate> offered = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      offered.add(candidate(i, random.nextInt(6), random.nextInt(6), random.nextInt(6)));
      archive.offer(offered.get(i));
    }
    offered.forEach(archive::offer);
    List<Candidate> expected =
        Dominance.nonDominated(offered.stream().map(Candidate::criteria).toList()).stream()
            .map(offered::get)
            .toList();
    assertThat(archive.members()).containsExactlyElementsOf(expected);
    for (Candidate candidate : offered) {
      assertThat(archive.contains(candidate.architecture()))
          .isEqualTo(expected.contains(candidate));
    }
  }

  @Test
  void equalCriteriaOfDifferentArchitecturesAreKept() {
    ElitistArchive archive = new ElitistArchive(Set.of());
    Candidate first = candidate(1, 2, 3);
    Candidate second = candidate(2, 2, 3);
    List.of(first, second, first).forEach(archive::offer);
    assertThat(archive.members()).containsExactly(first, second);
  }

  @Test
  void theBarredDominateNothing() {
    Candidate best = candidate(1, 0, 0);
    ElitistArchive archive = new ElitistArchive(Set.of(best.architecture()));
    Candidate worse = candidate(2, 1, 1);
    List.of(best, worse, best).forEach(archive::offer);
    assertThat(archive.members()).containsExactly(worse);
  }
}
