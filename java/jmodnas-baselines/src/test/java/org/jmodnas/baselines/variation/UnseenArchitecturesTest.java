package org.jmodnas.baselines.variation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

@Seeded
final class UnseenArchitecturesTest {
  private final SearchSpace space = new TinyBenchmark(-1).space();

  @Test
  void allAreDrawnOnceAndThenNone(Philox random) {
    UnseenArchitectures unseen = new UnseenArchitectures(space, random);
    Set<Architecture> drawn = new HashSet<>();
    for (int i = 0; i < 24; i++) {
      assertThat(drawn.add(unseen.draw().orElseThrow())).isTrue();
    }
    assertThat(unseen.draw()).isEmpty();
    assertThat(unseen.firstOf(() -> space.architecture(3))).isEmpty();
  }

  @Test
  void drawsAreUniformOverWhatIsLeft(Philox random) {
    int[] counts = new int[24];
    for (int trial = 0; trial < 12_000; trial++) {
      UnseenArchitectures unseen = new UnseenArchitectures(space, random);
      for (int i = 0; i < 20; i++) {
        unseen.take(space.architecture(i));
      }
      counts[space.index(unseen.draw().orElseThrow())]++;
    }
    for (int i = 0; i < 24; i++) {
      if (i < 20) {
        assertThat(counts[i]).isZero();
      } else {
        assertThat(counts[i]).isBetween(2800, 3200);
      }
    }
  }

  @Test
  void theFirstUnseenProposalIsTaken(Philox random) {
    UnseenArchitectures unseen = new UnseenArchitectures(space, random);
    assertThat(unseen.take(space.architecture(0))).isTrue();
    assertThat(unseen.take(space.architecture(0))).isFalse();
    int[] next = {0};
    assertThat(unseen.firstOf(() -> space.architecture(next[0]++))).contains(space.architecture(1));
    assertThat(unseen.contains(space.architecture(1))).isFalse();
    assertThat(unseen.contains(space.architecture(2))).isTrue();
    assertThat(unseen.firstOf(() -> space.architecture(1)))
        .hasValueSatisfying(drawn -> assertThat(space.index(drawn)).isGreaterThan(1));
  }
}
