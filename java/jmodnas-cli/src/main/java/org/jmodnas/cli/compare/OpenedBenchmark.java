package org.jmodnas.cli.compare;

import java.util.List;
import org.jmodnas.baselines.comparison.Problem;

/** The problems of a benchmark, one a device, for as long as it is open. */
interface OpenedBenchmark extends AutoCloseable {
  List<Problem> problems();

  /** Where errors come from, for whoever repeats it. */
  String errors();

  @Override
  default void close() {}
}
