package org.jmodnas.supernet;

import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.nn.ParameterSet;

/** A network with the weights w of every architecture of a search space. */
public interface Supernet {
  /** The weights w. */
  ParameterSet parameters();

  /**
   * Class scores of a batch under one sampled architecture.
   *
   * @param images (batch, height, width, channels)
   * @param sample the architecture, with its gates z if their gradient is wanted
   * @return (batch, classes)
   */
  Tensor logits(Tape tape, Tensor images, SampledArchitecture sample);
}
