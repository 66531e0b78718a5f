package org.jmodnas.baselines.pdns;

import org.jmodnas.tensor.random.Philox;

/** Binary tournament without replacement: everybody meets one other. */
final class Tournament {
  private Tournament() {}

  /**
   * Who has more than its opponent, in random pairs; of equals the first drawn.
   *
   * @param scores of an even number of participants
   */
  static int[] winners(double[] scores, Philox random) {
    int[] order = random.permutation(scores.length);
    int[] winners = new int[scores.length / 2];
    for (int pair = 0; pair < winners.length; pair++) {
      int first = order[2 * pair];
      int second = order[2 * pair + 1];
      winners[pair] = scores[second] > scores[first] ? second : first;
    }
    return winners;
  }
}
