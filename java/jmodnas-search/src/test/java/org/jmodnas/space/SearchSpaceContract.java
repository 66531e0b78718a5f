package org.jmodnas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

/** What every search space does; a space's test extends it. */
public abstract class SearchSpaceContract {
  private static final int SAMPLES = 500;

  /** The space under test. */
  protected abstract SearchSpace space();

  @Test
  void countIsTheProductOfTheChoices() {
    long product = 1;
    for (SearchSpace.Decision decision : space().decisions()) {
      product *= decision.choices().size();
    }
    assertThat(space().count()).isEqualTo(product);
  }

  @Test
  @Seeded
  void samplesAreRoundTripped(Philox random) {
    for (int i = 0; i < SAMPLES; i++) {
      Architecture sample = space().sample(random);
      assertThat(space().parse(sample.toString())).isEqualTo(sample);
      assertThat(space().parse(sample.toString()).choices()).isEqualTo(sample.choices());
      assertThat(space().decode(sample.choices())).isEqualTo(sample);
      assertThat(space().architecture(space().index(sample))).isEqualTo(sample);
    }
  }

  @Test
  @Seeded
  void differentChoicesAreDifferentArchitectures(Philox random) {
    Architecture sample = space().sample(random);
    Set<Architecture> neighbours = new HashSet<>(Set.of(sample));
    int expected = 1;
    for (int decision = 0; decision < space().decisions().size(); decision++) {
      int alternatives = space().decisions().get(decision).choices().size();
      for (int choice = 0; choice < alternatives; choice++) {
        int[] choices = sample.choices();
        choices[decision] = choice;
        neighbours.add(space().decode(choices));
      }
      expected += alternatives - 1;
    }
    assertThat(neighbours).hasSize(expected);
  }

  @Test
  @Seeded
  void samplesFollowTheStreamAndReachEveryChoice(Philox random) {
    Philox replay = new Philox(7, 3);
    assertThat(space().sample(new Philox(7, 3))).isEqualTo(space().sample(replay));
    int[][] seen = new int[space().decisions().size()][];
    for (int decision = 0; decision < seen.length; decision++) {
      seen[decision] = new int[space().decisions().get(decision).choices().size()];
    }
    for (int i = 0; i < SAMPLES; i++) {
      int[] choices = space().sample(random).choices();
      for (int decision = 0; decision < seen.length; decision++) {
        seen[decision][choices[decision]]++;
      }
    }
    for (int[] counts : seen) {
      for (int count : counts) {
        assertThat(count).isBetween(SAMPLES / counts.length / 2, 2 * SAMPLES / counts.length);
      }
    }
  }

  @Test
  void anArchitectureKeepsItsChoices() {
    Architecture sample = space().sample(new Philox(5, 1));
    int before = sample.choices()[0];
    sample.choices()[0] = before + 1;
    assertThat(sample.choices()[0]).isEqualTo(before);
  }

  @Test
  void whatIsOutsideIsRefused() {
    int decisions = space().decisions().size();
    int[] tooLarge = new int[decisions];
    tooLarge[decisions - 1] = space().decisions().get(decisions - 1).choices().size();
    assertRefused(() -> space().decode(tooLarge));
    int[] negative = new int[decisions];
    negative[0] = -1;
    assertRefused(() -> space().decode(negative));
    assertRefused(() -> space().decode(new int[decisions + 1]));
    assertRefused(() -> space().index(new Architecture("foreign", new int[decisions + 1])));
    assertRefused(() -> space().architecture(-1));
    assertRefused(() -> space().architecture(Math.toIntExact(space().count())));
    assertRefused(() -> space().parse("no architecture"));
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(ConfigurationException.class);
  }
}
