package org.jmodnas.baselines.bayesian.gaussian;

import java.util.List;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;

/** Architectures as vectors of zeros and a one per decision, of which only the ones are written. */
public final class OneHotEncoding {
  private final int[] starts;
  private final int size;

  /** The encoding of architectures with these decisions. */
  public OneHotEncoding(List<SearchSpace.Decision> decisions) {
    starts = new int[decisions.size()];
    int next = 0;
    for (int d = 0; d < starts.length; d++) {
      starts[d] = next;
      next += decisions.get(d).choices().size();
    }
    size = next;
  }

  /** Number of entries of a vector. */
  public int size() {
    return size;
  }

  /** Where the ones are, decision by decision. */
  public int[] ones(Architecture architecture) {
    int[] ones = architecture.choices();
    for (int d = 0; d < ones.length; d++) {
      ones[d] += starts[d];
    }
    return ones;
  }
}
