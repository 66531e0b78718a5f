package org.jmodnas.baselines.trainingfree;

import java.util.Arrays;
import org.jmodnas.network.ForwardingLayers;
import org.jmodnas.network.Layers;
import org.jmodnas.network.Network;
import org.jmodnas.network.TapeLayers;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Elementwise;

/**
 * ln Σ |θ·∂R/∂θ|, synaptic flow (Tanaka et al., 2020): every parameter by its absolute value, batch
 * norms left out, R the sum of the class scores of an image of ones. It needs no data.
 *
 * <p>The flow exceeds single precision. It is linear in the result of every block, as nothing in
 * such a network is negative and the bias of the classifier has no part in ∂R/∂θ. So each result is
 * divided by a power of two near its mean, and the logarithm gets those back.
 */
final class Synflow {
  private Synflow() {}

  static double value(Probe probe) {
    Backend backend = probe.backend();
    int[] extents = probe.images().shape().toArray();
    extents[0] = 1;
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      ParameterSet absolute =
          ParameterCopy.of(
              probe.network().parameters(), backend, (name, values) -> absolute(values));
      absolute.watch(tape);
      Network network = probe.network();
      LinearLayers layers = new LinearLayers(new TapeLayers(tape, absolute));
      Tensor image = filled(backend, Shape.of(extents));
      Tensor logits = network.classify(layers, network.features(layers, image));
      Tensor ones = filled(backend, logits.shape());
      double flow =
          LayerGradients.of(absolute, tape.backward(logits, ones))
              .sum((weight, gradient) -> weight * gradient);
      return Math.log(flow) + layers.exponent * Math.log(2);
    }
  }

  private static Tensor filled(Backend backend, Shape shape) {
    float[] ones = new float[shape.size()];
    Arrays.fill(ones, 1);
    return backend.tensor(shape, ones);
  }

  private static float[] absolute(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]);
    }
    return values;
  }

  private static final class LinearLayers implements ForwardingLayers {
    private final Layers inner;

    /** Of the power of two by which the results of blocks were divided so far. */
    private int exponent;

    LinearLayers(Layers inner) {
      this.inner = inner;
    }

    @Override
    public Layers inner() {
      return inner;
    }

    @Override
    public Tensor norm(String name, Tensor x) {
      return x;
    }

    @Override
    public Tensor boundary(String name, Tensor x) {
      double sum = 0;
      for (float value : x.toArray()) {
        sum += value;
      }
      if (sum == 0) {
        return x;
      }
      int power = Math.getExponent(sum / x.shape().size());
      exponent += power;
      return Elementwise.affine(inner.tape(), x, Math.scalb(1f, -power), 0);
    }
  }
}
