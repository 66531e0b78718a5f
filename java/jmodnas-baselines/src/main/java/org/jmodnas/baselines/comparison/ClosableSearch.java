package org.jmodnas.baselines.comparison;

import org.jmodnas.baselines.SearchMethod;

/** A search that holds something, such as a backend, until its trial has ended. */
public interface ClosableSearch extends SearchMethod, AutoCloseable {
  @Override
  void close();
}
