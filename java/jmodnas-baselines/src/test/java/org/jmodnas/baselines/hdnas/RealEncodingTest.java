package org.jmodnas.baselines.hdnas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

final class RealEncodingTest {
  private static final SearchSpace SPACE = new TinyBenchmark(-1).space();

  @Test
  void theGreatestNumberOfARowDecides() {
    double[] genes = {0.1, 0.2, 0.9, 0.3, 0.5, 0.5, 0.2, 0.1, 0.7};
    assertThat(new RealEncoding(SPACE).decode(genes).choices()).containsExactly(2, 0, 2);
  }

  @Test
  @Seeded
  void everyChoiceIsDrawn(Philox random) {
    RealEncoding encoding = new RealEncoding(SPACE);
    int[] counts = new int[24];
    for (int i = 0; i < 2400; i++) {
      double[] genes = encoding.random(random);
      assertThat(Arrays.stream(genes).boxed().toList()).hasSize(9).allMatch(g -> g >= 0 && g < 1);
      counts[SPACE.index(encoding.decode(genes))]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(60, 140);
    }
  }
}
