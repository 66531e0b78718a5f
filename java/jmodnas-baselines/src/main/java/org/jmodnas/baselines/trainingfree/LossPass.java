package org.jmodnas.baselines.trainingfree;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.network.ForwardingLayers;
import org.jmodnas.network.Layers;
import org.jmodnas.network.Network;
import org.jmodnas.network.TapeLayers;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.ops.Softmax;
import org.jspecify.annotations.Nullable;

/**
 * One pass of a minibatch through a network: forward at once, with what its ReLUs let through, and
 * backward from the mean cross entropy when that is asked for.
 */
final class LossPass implements AutoCloseable {
  private final Network network;
  private final Tape tape;
  private final Tensor loss;
  private final List<ActivationPattern> patterns = new ArrayList<>();
  private final ChannelSaliency saliency;
  private @Nullable LayerGradients gradients;

  LossPass(Network network, Tensor images, int[] labels, Backend backend) {
    this.network = network;
    tape = new Tape(backend);
    saliency = new ChannelSaliency(network.parameters());
    network.parameters().watch(tape);
    Layers layers = new Observed(new TapeLayers(tape, network.parameters()));
    Tensor logits = network.classify(layers, network.features(layers, images));
    loss = Softmax.crossEntropy(tape, logits, labels, 0);
  }

  /** What each ReLU let through, in the order of the pass. */
  List<ActivationPattern> patterns() {
    return List.copyOf(patterns);
  }

  /** The gradients of the weights. */
  LayerGradients gradients() {
    if (gradients == null) {
      gradients = LayerGradients.of(network.parameters(), tape.backward(loss));
    }
    return gradients;
  }

  /** Fisher's saliency, summed over all weights. */
  double saliency() {
    gradients();
    return saliency.total();
  }

  @Override
  public void close() {
    tape.close();
  }

  private final class Observed implements ForwardingLayers {
    private final Layers inner;

    Observed(Layers inner) {
      this.inner = inner;
    }

    @Override
    public Layers inner() {
      return inner;
    }

    @Override
    public Tensor convolution(String name, Tensor x, Geometry geometry) {
      return saliency.observe(tape, name, inner.convolution(name, x, geometry));
    }

    @Override
    public Tensor linear(String name, Tensor x) {
      return saliency.observe(tape, name, inner.linear(name, x));
    }

    @Override
    public Tensor relu(Tensor x) {
      patterns.add(ActivationPattern.of(x));
      return inner.relu(x);
    }
  }
}
