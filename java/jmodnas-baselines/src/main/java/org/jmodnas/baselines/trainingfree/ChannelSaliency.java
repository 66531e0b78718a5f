package org.jmodnas.baselines.trainingfree;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.PoolingKernels.Window;
import org.jmodnas.tensor.nn.ParameterSet;

/**
 * Fisher pruning's saliency of channels (Theis et al., 2018): of the output a of a layer, ½ · mean
 * over images of (Σ over positions of a·∂L/∂a)², times the weights of a channel, summed over
 * channels and layers. It is gathered while the tape runs backward.
 */
final class ChannelSaliency {
  private final ParameterSet parameters;
  private double total;

  ChannelSaliency(ParameterSet parameters) {
    this.parameters = parameters;
  }

  /** The sum over the layers that the tape has run backward through. */
  double total() {
    return total;
  }

  /** Watches the output {@code y} of the layer {@code name}; goes on with what this returns. */
  Tensor observe(Tape tape, String name, Tensor y) {
    Shape weights = parameters.get(name + ".weight").shape();
    int perChannel = weights.size() / weights.dimension(0);
    return tape.record(
        y.view(y.shape()),
        List.of(y),
        List.of(y),
        (dy, needed) -> {
          total += perChannel * saliency(tape.backend(), y, dy);
          return new Tensor[] {dy};
        });
  }

  private static double saliency(Backend backend, Tensor y, Tensor dy) {
    try (TensorScope scope = backend.openScope()) {
      Tensor product = backend.allocate(y.shape());
      backend.elementwise().multiply(y, dy, product);
      int positions = 1;
      Tensor sums = product;
      if (y.shape().rank() == 4) {
        int side = y.shape().dimension(1);
        positions = side * side;
        sums = backend.allocate(Shape.of(y.shape().dimension(0), 1, 1, y.shape().dimension(3)));
        backend.pooling().averageForward(new Window(side, 1, 0), product, sums);
      }
      double squares = 0;
      for (float mean : sums.toArray()) {
        squares += (double) mean * mean;
      }
      return squares * positions * positions / (2 * y.shape().dimension(0));
    }
  }
}
