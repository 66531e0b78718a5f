package org.jmodnas.network;

import java.util.Arrays;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.random.Philox;

/**
 * Declares the parameters of layers with the initial values that PyTorch gives them by default:
 * weights and biases uniform in ±1/√fan-in, batch norms 1 and 0.
 */
final class LayerDeclaration {
  private final ParameterSet.Builder builder = new ParameterSet.Builder();
  private final Philox random;

  LayerDeclaration(Philox random) {
    this.random = random;
  }

  ParameterSet.Builder builder() {
    return builder;
  }

  /** A convolution with a square kernel. */
  void convolution(String name, int out, int kernel, int in) {
    uniform(name + ".weight", Shape.of(out, kernel, kernel, in), kernel * kernel * in);
  }

  /** A batch norm. */
  void norm(String name, int channels) {
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    builder.add(name + ".scale", Shape.of(channels), ones);
    builder.add(name + ".shift", Shape.of(channels), new float[channels]);
  }

  /** A linear layer. */
  void linear(String name, int out, int in) {
    uniform(name + ".weight", Shape.of(out, in), in);
    uniform(name + ".bias", Shape.of(out), in);
  }

  private void uniform(String name, Shape shape, int fanIn) {
    float[] values = new float[shape.size()];
    float bound = (float) (1 / Math.sqrt(fanIn));
    for (int i = 0; i < values.length; i++) {
      values[i] = (2 * random.nextFloat() - 1) * bound;
    }
    builder.add(name, shape, values);
  }
}
