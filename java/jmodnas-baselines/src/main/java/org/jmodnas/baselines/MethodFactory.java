package org.jmodnas.baselines;

import org.jmodnas.tensor.random.Philox;

/** Makes a method ready for its first {@code ask}. */
@FunctionalInterface
public interface MethodFactory {
  /**
   * A new search of {@code benchmark}. A method evaluates by asking: what it would take from the
   * benchmark itself, beyond its description and its proxies, would not be counted.
   */
  SearchMethod create(Benchmark benchmark, Philox random);
}
