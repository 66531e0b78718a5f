package org.jmodnas.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.space.nasbench201.NetworkCosts;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.optim.Sgd;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class NasBench201NetworkTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final DeployedNetwork.Size SMALL = new DeployedNetwork.Size(2, 4, 8, 3, 3);

  @RepeatedTest(5)
  @Seeded
  void parametersAreThoseOfTheDeployedNetwork(Philox random) {
    Architecture architecture = SPACE.sample(random);
    NasBench201Network network = NasBench201Network.create(architecture, SMALL, backend, random);
    assertThat(network.parameters().count())
        .isEqualTo(new NetworkCosts(new DeployedNetwork(SMALL)).parameters(architecture.choices()));
  }

  @Test
  @Seeded
  void initialWeightsAreUniformByFanIn(Philox random) {
    DeployedNetwork.Size size = new DeployedNetwork.Size(1, 16, 8, 3, 10);
    Architecture architecture = SPACE.decode(3, 3, 3, 3, 3, 3);
    NasBench201Network network = NasBench201Network.create(architecture, size, backend, random);
    float[] weights = network.parameters().get("cells.0.edges.2.conv.weight").toArray();
    double bound = 1 / Math.sqrt(9 * 16);
    double squares = 0;
    for (float weight : weights) {
      assertThat(Math.abs(weight)).isLessThanOrEqualTo((float) bound);
      squares += weight * weight;
    }
    assertThat(squares / weights.length).isBetween(0.3 * bound * bound, 0.37 * bound * bound);
    assertThat(network.parameters().get("cells.2.edges.5.norm.scale").toArray()).containsOnly(1);
    assertThat(network.parameters().get("head.norm.shift").toArray()).containsOnly(0);
  }

  @Test
  @Seeded
  void trainingLearnsABatch(Philox random) {
    Architecture architecture = SPACE.decode(3, 1, 2, 4, 3, 0);
    NasBench201Network network = NasBench201Network.create(architecture, SMALL, backend, random);
    Sgd sgd = new Sgd(backend, network.parameters(), 0.9f, 5e-4f);
    Tensor images = images(random, 6);
    int[] labels = {0, 1, 2, 0, 1, 2};
    List<Float> losses = new ArrayList<>();
    for (int step = 0; step < 20; step++) {
      try (TensorScope scope = backend.openScope();
          Tape tape = new Tape(backend)) {
        network.parameters().watch(tape);
        Tensor loss = Softmax.crossEntropy(tape, network.logits(tape, images), labels, 0);
        losses.add(loss.item());
        sgd.step(network.parameters().flat(backend, tape.backward(loss)), 0.05f);
      }
    }
    assertThat(losses.get(19)).isLessThan(losses.get(0) / 4);
  }

  @Test
  @Seeded
  void boundariesCutTheNetwork(Philox random) {
    Architecture architecture = SPACE.decode(1, 0, 0, 1, 0, 0);
    NasBench201Network network = NasBench201Network.create(architecture, SMALL, backend, random);
    List<String> names = new ArrayList<>();
    try (Tape tape = new Tape(backend)) {
      Layers layers = new Noting(new TapeLayers(tape, network.parameters()), names);
      Tensor features = network.features(layers, images(random, 2));
      assertThat(features.shape()).isEqualTo(Shape.of(2, 2, 2, 16));
      assertThat(network.classify(layers, features).shape()).isEqualTo(Shape.of(2, 3));
    }
    assertThat(names)
        .containsExactly(
            "cells.0",
            "cells.1",
            "reductions.0",
            "cells.2",
            "cells.3",
            "reductions.1",
            "cells.4",
            "cells.5",
            "head");
  }

  private record Noting(Layers inner, List<String> names) implements ForwardingLayers {
    @Override
    public Tensor boundary(String name, Tensor x) {
      names.add(name);
      return x;
    }
  }

  private Tensor images(Philox random, int batch) {
    Shape shape = Shape.of(batch, 8, 8, 3);
    float[] pixels = new float[shape.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return backend.tensor(shape, pixels);
  }
}
