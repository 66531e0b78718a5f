package org.jmodnas.supernet;

import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.nn.ParameterSet;

/** A network with the weights w of every architecture of a search space. */
public interface Supernet {
  /** The weights w. */
  ParameterSet parameters();

  /**
   * Class scores of a batch under one sampled architecture, or under a mixture of all.
   *
   * @param images (batch, height, width, channels)
   * @param sample the architecture, with its gates z if their gradient is wanted
   * @return (batch, classes)
   */
  default Tensor logits(Tape tape, Tensor images, SampledArchitecture sample) {
    try (TensorScope scope = tape.backend().openScope()) {
      return scope.keep(classify(tape, stem(tape, images), sample));
    }
  }

  /**
   * The features that all architectures begin with.
   *
   * @param images (batch, height, width, channels)
   * @return (batch, height, width, channels of the first stage)
   */
  Tensor stem(Tape tape, Tensor images);

  /** {@link #logits} from the output of {@link #stem}. */
  Tensor classify(Tape tape, Tensor features, SampledArchitecture sample);

  /**
   * Choices of architectures of which, for every kind of memory, one needs as much as any
   * architecture does.
   */
  List<int[]> largest();

  /** What one pass costs, in any unit: only for sharing work out among threads. */
  double cost(SampledArchitecture sample);
}
