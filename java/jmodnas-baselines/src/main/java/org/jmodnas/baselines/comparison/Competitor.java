package org.jmodnas.baselines.comparison;

import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.SearchMethod;

/** What takes part in a comparison. */
public interface Competitor {
  /** Its name, other than that of any other. */
  String name();

  /** A search of {@code benchmark} that depends on {@code seed} alone. */
  SearchMethod start(Benchmark benchmark, long seed);
}
