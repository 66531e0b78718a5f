package org.jmodnas.search;

/** What the error is divided by before it is weighed against the metric. */
public enum ErrorScale {
  /** The range of the cross entropies of an epoch, as published. */
  EPOCH,
  /** The spread of the cross entropies of uniformly drawn architectures on the same images. */
  ARCHITECTURES
}
