package org.jmodnas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Seeded
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SeededTest {
  private final Set<Long> drawn = new HashSet<>();

  @RepeatedTest(5)
  void everyParameterOfEveryRepetitionHasItsOwnStream(Philox first, Philox second) {
    assertThat(drawn.add(bits(first))).isTrue();
    assertThat(drawn.add(bits(second))).isTrue();
  }

  @Test
  void aFailureSaysHowToReplayIt() {
    AssertionError original = new AssertionError("3 is not 4");
    assertThat(SeededExtension.withSeed(-17, original))
        .hasMessage("seed -17 (replay with -Djmodnas.test.seed=-17): 3 is not 4")
        .hasCause(original);
  }

  private static long bits(Philox stream) {
    return ((long) stream.nextInt() << 32) | Integer.toUnsignedLong(stream.nextInt());
  }
}
