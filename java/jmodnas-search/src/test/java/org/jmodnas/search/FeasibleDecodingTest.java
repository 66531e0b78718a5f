package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decoding against the probabilities of all architectures. */
final class FeasibleDecodingTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final int GATES = 30;
  private static final int START = 7;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theLikeliestFeasibleArchitectureIsFound(long seed) {
    Philox random = new Philox(seed, 17);
    float[] alpha = alpha(random);
    Set<Integer> feasible = new HashSet<>();
    double share = Math.pow(0.1, 1 + random.nextInt(3));
    for (int i = 0; i < SPACE.count(); i++) {
      if (random.nextDouble() < share) {
        feasible.add(i);
      }
    }
    Architecture found = decode(alpha, a -> feasible.contains(SPACE.index(a)), 1 << 15);
    double best = Double.NEGATIVE_INFINITY;
    for (int index : feasible) {
      best = Math.max(best, logProbability(alpha, SPACE.architecture(index)));
    }
    assertThat(feasible).contains(SPACE.index(found));
    assertThat(logProbability(alpha, found)).as("seed %d", seed).isCloseTo(best, within(1e-9));
  }

  @Test
  void withoutLimitsItIsTheLikeliestOfAll() {
    Philox random = new Philox(7, 17);
    for (int trial = 0; trial < 20; trial++) {
      float[] alpha = alpha(random);
      int[] likeliest = new int[6];
      for (int decision = 0; decision < 6; decision++) {
        likeliest[decision] = Argmax.of(alpha, START + 5 * decision, 5);
      }
      assertThat(decode(alpha, a -> true, 1).choices()).containsExactly(likeliest);
    }
  }

  @Test
  void itGivesUpAfterAsManyAsItMayLookAt() {
    Philox random = new Philox(8, 17);
    float[] alpha = alpha(random);
    int[] looked = new int[1];
    FeasibleDecoding decoding = new FeasibleDecoding(SPACE, 100);
    assertThat(
            decoding.mostLikely(
                alpha,
                START,
                a -> {
                  looked[0]++;
                  return false;
                }))
        .isEmpty();
    assertThat(looked[0]).isEqualTo(100);
    assertThat(new FeasibleDecoding(SPACE, 1 << 15).mostLikely(alpha, START, a -> false)).isEmpty();
  }

  private static Architecture decode(
      float[] alpha, Predicate<Architecture> feasible, int considered) {
    return new FeasibleDecoding(SPACE, considered).mostLikely(alpha, START, feasible).orElseThrow();
  }

  private static float[] alpha(Philox random) {
    float[] alpha = new float[START + GATES];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (float) (3 * random.nextGaussian());
    }
    return alpha;
  }

  private static double logProbability(float[] alpha, Architecture architecture) {
    double sum = 0;
    int[] choices = architecture.choices();
    for (int decision = 0; decision < choices.length; decision++) {
      double all = 0;
      for (int choice = 0; choice < 5; choice++) {
        all += Math.exp(alpha[START + 5 * decision + choice]);
      }
      sum += alpha[START + 5 * decision + choices[decision]] - Math.log(all);
    }
    return sum;
  }
}
