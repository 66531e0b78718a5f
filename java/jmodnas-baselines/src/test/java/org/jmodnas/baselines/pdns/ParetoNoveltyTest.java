package org.jmodnas.baselines.pdns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jmodnas.baselines.rescoring.Candidate;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class ParetoNoveltyTest {
  private static final double MISSING = Double.POSITIVE_INFINITY;

  private static Candidate candidate(String name, double... criteria) {
    return new Candidate(new Architecture(name, new int[0]), criteria);
  }

  private static ElitistArchive archive(List<Candidate> offered) {
    ElitistArchive archive = new ElitistArchive(Set.of());
    offered.forEach(archive::offer);
    return archive;
  }

  @Test
  void membersWantToBeFarAndOthersNear() {
    Candidate left = candidate("left", 0, 10);
    Candidate right = candidate("right", 4, 0);
    Candidate near = candidate("near", 4, 5);
    Candidate far = candidate("far", 4, 10);
    double[] expected = {Math.sqrt(2) / 2, -(Math.sqrt(1.25) + 0.5) / 2, -1};
    assertThat(ParetoNovelty.of(List.of(left, near, far), archive(List.of(left, right))))
        .containsExactly(expected, within(1e-12));
  }

  @Test
  void aMissingValueIsTheWorstAndWidensNoRange() {
    Candidate left = candidate("left", 0, 8);
    Candidate right = candidate("right", 2, 4);
    Candidate missing = candidate("missing", 2, MISSING);
    assertThat(ParetoNovelty.of(List.of(missing), archive(List.of(left, right))))
        .containsExactly(new double[] {-1}, within(1e-12));
  }

  @Test
  void nothingIsNovelWithoutAnArchive() {
    assertThat(ParetoNovelty.of(List.of(candidate("a", 1), candidate("b", 2)), archive(List.of())))
        .containsExactly(new double[] {0, 0}, within(0.0));
  }

  @RepeatedTest(5)
  @Seeded
  void itIsTheDefinition(Philox random) {
    List<Candidate> pool = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double[] criteria = new double[4];
      for (int m = 0; m < 4; m++) {
        boolean missing = random.nextInt(10) == 0;
        criteria[m] = missing ? MISSING : Math.pow(10, m) * (random.nextGaussian() - 3);
      }
      pool.add(candidate("a" + i, criteria));
    }
    ElitistArchive archive = archive(pool.subList(0, 30));
    List<Candidate> candidates = pool.subList(10, 40);
    double[] novelty = ParetoNovelty.of(candidates, archive);
    for (int i = 0; i < candidates.size(); i++) {
      assertThat(novelty[i])
          .isCloseTo(definition(candidates.get(i), candidates, archive), within(1e-9));
    }
  }

  private static double definition(
      Candidate x, List<Candidate> candidates, ElitistArchive archive) {
    List<Candidate> all = new ArrayList<>(candidates);
    all.addAll(archive.members());
    double sum = 0;
    for (Candidate member : archive.members()) {
      double squares = 0;
      for (int m = 0; m < 4; m++) {
        squares += Math.pow(scaled(x, m, all) - scaled(member, m, all), 2);
      }
      sum += Math.sqrt(squares);
    }
    boolean isMember = archive.members().contains(x);
    return (isMember ? 1 : -1) * sum / archive.members().size();
  }

  private static double scaled(Candidate x, int m, List<Candidate> all) {
    double[] known =
        all.stream().mapToDouble(c -> c.criteria()[m]).filter(Double::isFinite).sorted().toArray();
    double range = known[known.length - 1] - known[0];
    return x.criteria()[m] == MISSING ? 1 : (x.criteria()[m] - known[0]) / range;
  }
}
