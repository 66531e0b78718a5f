package org.jmodnas.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace.Decision;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

/** What strings of architectures decide. */
final class DecisionsTest {
  @Test
  @Seeded
  void edgesOfACellAreTheDecisionsOfItsSpace(Philox random) {
    NasBench201Space space = new NasBench201Space();
    Architecture drawn = space.sample(random);
    Decisions decisions = Decisions.of(drawn.toString());
    assertThat(decisions.cell()).isTrue();
    for (int i = 0; i < space.decisions().size(); i++) {
      Decision decision = space.decisions().get(i);
      assertThat(decisions.choices())
          .containsEntry(decision.name(), decision.choices().get(drawn.choices()[i]));
    }
    assertThat(decisions.choices()).hasSize(space.decisions().size());
  }

  @Test
  void otherStringsAreListsOfChoices() {
    Decisions decisions = Decisions.of("depth 3|width 64 | |kernel 5");
    assertThat(decisions.cell()).isFalse();
    assertThat(decisions.choices())
        .containsExactly(
            Map.entry("decision 1", "depth 3"),
            Map.entry("decision 2", "width 64"),
            Map.entry("decision 3", "kernel 5"));
    assertThat(Decisions.of("").choices()).isEmpty();
    assertThat(Decisions.of("|a~0|+|b~0|").cell()).isFalse();
    assertThat(Decisions.of("|a~1|").cell()).isFalse();
  }

  @Test
  void namesWhatChanges() {
    Decisions one = Decisions.of("|a~0|+|b~0|c~1|");
    assertThat(one.changed(Decisions.of("|a~0|+|x~0|c~1|"))).isEqualTo(List.of("0->2"));
    assertThat(one.changed(one)).isEmpty();
    assertThat(one.changed(Decisions.of("|a~0|"))).isEqualTo(List.of("0->2", "1->2"));
  }
}
