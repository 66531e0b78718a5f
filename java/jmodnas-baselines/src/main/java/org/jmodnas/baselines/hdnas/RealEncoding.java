package org.jmodnas.baselines.hdnas;

import java.util.Arrays;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.random.Philox;

/**
 * Architectures as matrices of real numbers in [0, 1], a row a decision and a column a choice: the
 * greatest number of a row decides (EvNAS). Rows lie one behind the other.
 */
record RealEncoding(SearchSpace space) {
  /** Genes drawn uniformly. */
  double[] random(Philox random) {
    int length = space.decisions().stream().mapToInt(d -> d.choices().size()).sum();
    double[] genes = new double[length];
    Arrays.setAll(genes, i -> random.nextDouble());
    return genes;
  }

  /** The architecture that {@code genes} stand for; of equal numbers the first decides. */
  Architecture decode(double[] genes) {
    int[] choices = new int[space.decisions().size()];
    int start = 0;
    for (int decision = 0; decision < choices.length; decision++) {
      int count = space.decisions().get(decision).choices().size();
      for (int choice = 1; choice < count; choice++) {
        if (genes[start + choice] > genes[start + choices[decision]]) {
          choices[decision] = choice;
        }
      }
      start += count;
    }
    return space.decode(choices);
  }
}
