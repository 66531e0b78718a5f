package org.jmodnas.search;

/** What the error is divided by before it is weighed against the metrics. */
public enum ErrorScale {
  /** The range of the cross entropies of an epoch, as published. */
  EPOCH,
  /** How far those of uniformly drawn architectures lie apart on the same images. */
  ARCHITECTURES
}
