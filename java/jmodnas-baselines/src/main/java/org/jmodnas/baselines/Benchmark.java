package org.jmodnas.baselines;

import java.util.List;
import org.jmodnas.space.SearchSpace;

/**
 * What is searched: the architectures of a space on one device, with M objectives. Safe for use by
 * several threads.
 */
public interface Benchmark {
  /** The device's name. */
  String device();

  /** The architectures. */
  SearchSpace space();

  /** Names of the objectives, the error first. */
  List<String> objectives();

  /** The reference point of hypervolumes (M), in the unit of the evaluations. */
  double[] reference();

  /** How thoroughly an architecture can be evaluated, cheapest first; the last is full. */
  List<Fidelity> fidelities();

  /**
   * Evaluates.
   *
   * @throws IllegalArgumentException if the fidelity is none of the benchmark's
   */
  Evaluation evaluate(Trial trial);

  /** What can be known of an architecture without an evaluation. */
  Proxies proxies();
}
