package org.jmodnas.baselines.trainingfree;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.network.ForwardingLayers;
import org.jmodnas.network.Layers;
import org.jmodnas.network.Network;
import org.jmodnas.network.TapeLayers;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.NormalizationKernels.Forward;
import org.jmodnas.tensor.backend.NormalizationKernels.Statistics;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Normalization;
import org.jmodnas.tensor.random.Philox;

/**
 * Zen-score (Lin et al., 2021): ln of how much the last feature map changes when noise of 1 % is
 * added to an image of noise, in a network with standard normal weights, plus Σ ln √(mean running
 * variance) over batch norms. It needs no data; as many images as the minibatch has.
 */
final class Zen {
  private static final float SHARE = 0.01f;

  /** Share of a batch in running statistics, which begin at 1. */
  private static final double MOMENTUM = 0.1;

  private final Network network;
  private final ParameterSet parameters;
  private final Backend backend;

  Zen(Network network, ParameterSet parameters, Backend backend) {
    this.network = network;
    this.parameters = parameters;
    this.backend = backend;
  }

  static double value(Probe probe) {
    Philox random = probe.draws();
    Backend backend = probe.backend();
    try (TensorScope scope = backend.openScope()) {
      ParameterSet parameters =
          ParameterCopy.of(
              probe.network().parameters(),
              backend,
              (name, values) -> LayerGradients.isWeight(name) ? normal(values, random) : values);
      Shape shape = probe.images().shape();
      Tensor image = backend.tensor(shape, normal(new float[shape.size()], random));
      Tensor noise = backend.tensor(shape, normal(new float[shape.size()], random));
      return new Zen(probe.network(), parameters, backend).score(image, noise);
    }
  }

  private static float[] normal(float[] values, Philox random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** The score on given images of noise. */
  double score(Tensor image, Tensor noise) {
    Tensor noisy = backend.allocate(image.shape());
    backend.elementwise().weightedSum(List.of(image, noise), new float[] {1, SHARE}, noisy);
    List<float[]> first = new ArrayList<>();
    List<float[]> second = new ArrayList<>();
    float[] before = features(image, first);
    float[] after = features(noisy, second);
    double change = 0;
    for (int i = 0; i < before.length; i++) {
      change += Math.abs((double) before[i] - after[i]);
    }
    double score = Math.log(change / image.shape().dimension(0));
    for (int i = 0; i < first.size(); i++) {
      score += Math.log(runningVariance(first.get(i), second.get(i))) / 2;
    }
    return score;
  }

  /** Mean over channels, after two batches. */
  private static double runningVariance(float[] first, float[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      double running = 1 + MOMENTUM * (first[i] - 1);
      sum += running + MOMENTUM * (second[i] - running);
    }
    return sum / first.length;
  }

  private float[] features(Tensor images, List<float[]> variances) {
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      Layers layers = new Measured(new TapeLayers(tape, parameters), variances);
      return network.features(layers, images).toArray();
    }
  }

  /** Layers that note the unbiased variances of each batch norm's input. */
  private record Measured(Layers inner, List<float[]> variances) implements ForwardingLayers {
    @Override
    public Tensor norm(String name, Tensor x) {
      Backend backend = inner.tape().backend();
      Shape channels = Shape.of(x.shape().dimension(-1));
      Statistics statistics =
          new Statistics(backend.allocate(channels), backend.allocate(channels));
      Tensor y = backend.allocate(x.shape());
      backend.normalization().forward(new Forward(x, null, Normalization.EPSILON, statistics), y);
      float[] unbiased = statistics.variance().toArray();
      float count = (float) x.shape().size() / unbiased.length;
      for (int i = 0; i < unbiased.length; i++) {
        unbiased[i] *= count / (count - 1);
      }
      variances.add(unbiased);
      return y;
    }
  }
}
