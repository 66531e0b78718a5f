package org.jmodnas.network;

import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.nn.ParameterSet;

/** An image classifier with its parameters. */
public interface Network {
  /** The parameters; those called {@code ….weight} are of convolutions and linear layers. */
  ParameterSet parameters();

  /**
   * The last feature map, whose mean over height and width is classified. What lives longer than a
   * block is owned by the innermost open scope.
   *
   * @param images (batch, size, size, channels)
   * @return (batch, height, width, channels)
   */
  Tensor features(Layers layers, Tensor images);

  /** Class scores (batch, classes) from the result of {@link #features}. */
  Tensor classify(Layers layers, Tensor features);

  /** Class scores (batch, classes) of {@code images}. */
  default Tensor logits(Tape tape, Tensor images) {
    Layers layers = new TapeLayers(tape, parameters());
    return classify(layers, features(layers, images));
  }
}
