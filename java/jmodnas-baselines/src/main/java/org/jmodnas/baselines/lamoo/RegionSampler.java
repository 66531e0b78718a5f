package org.jmodnas.baselines.lamoo;

import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.tensor.random.Philox;

/**
 * A kind of search inside of a region: what LaMOO is a meta-method around. Any search will do that
 * can begin with evaluations and keep to a part of the space.
 */
@FunctionalInterface
public interface RegionSampler {
  /**
   * A search that asks only for architectures that {@code region} contains at that time. It lasts
   * for one batch. Where it has none to ask for, LaMOO draws one from the region; it is told every
   * evaluation of the batch.
   */
  SearchMethod start(Region region, Philox random);
}
