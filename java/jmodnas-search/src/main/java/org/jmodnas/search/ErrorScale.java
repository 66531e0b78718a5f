package org.jmodnas.search;

/** What the error is divided by before it is weighed against the metrics, and where its 0 lies. */
public enum ErrorScale {
  /** The range of the cross entropies of an epoch, from their least, as published. */
  EPOCH,
  /**
   * The spread of the cross entropies of uniformly drawn architectures on the same images, from
   * their least.
   */
  ARCHITECTURES
}
