package org.jmodnas.baselines.trainingfree;

import java.util.Iterator;
import java.util.Objects;
import org.jmodnas.network.ForwardingLayers;
import org.jmodnas.network.Layers;
import org.jmodnas.network.Network;
import org.jmodnas.network.TapeLayers;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Softmax;

/**
 * −Σ θ·(H g), gradient signal preservation (Wang et al., 2020), with the gradient g = ∂L/∂θ and the
 * Hessian H of the loss.
 *
 * <p>H g is the central difference of gradients at θ ± ε g. The ReLUs keep what they let through at
 * θ: second derivatives do not see their kinks, differences would.
 */
final class Grasp {
  /** ‖ε g‖ relative to ‖θ‖: rounding and curvature weigh about the same. */
  private static final double STEP = 2e-5;

  private final Probe probe;
  private final LayerGradients gradients;
  private final double epsilon;

  private Grasp(Probe probe) {
    this.probe = probe;
    gradients = probe.loss().gradients();
    epsilon =
        STEP
            * Math.sqrt(
                gradients.sum((weight, gradient) -> weight * weight)
                    / gradients.sum((weight, gradient) -> gradient * gradient));
  }

  static double value(Probe probe) {
    Grasp grasp = new Grasp(probe);
    return (grasp.product(-1) - grasp.product(1)) / (2 * grasp.epsilon);
  }

  /** Σ θ·∂L/∂θ with the gradient at θ + sign·ε·g and the factor θ as it is. */
  private double product(int sign) {
    Backend backend = probe.backend();
    Network network = probe.network();
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      ParameterSet moved =
          ParameterCopy.of(
              network.parameters(), backend, (name, values) -> moved(name, values, sign));
      moved.watch(tape);
      Layers layers = new Frozen(new TapeLayers(tape, moved), probe.loss().patterns().iterator());
      Tensor logits = network.classify(layers, network.features(layers, probe.images()));
      Tensor loss = Softmax.crossEntropy(tape, logits, probe.batch().labels(), 0);
      LayerGradients there = LayerGradients.of(moved, tape.backward(loss));
      double sum = 0;
      for (String name : there.layers().keySet()) {
        float[] weights = layer(name).weights();
        float[] gradient = there.layers().get(name).gradients();
        for (int i = 0; i < weights.length; i++) {
          sum += (double) weights[i] * gradient[i];
        }
      }
      return sum;
    }
  }

  private float[] moved(String name, float[] values, int sign) {
    if (LayerGradients.isWeight(name)) {
      float[] gradient = layer(name).gradients();
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (sign * epsilon * gradient[i]);
      }
    }
    return values;
  }

  private LayerGradients.Layer layer(String name) {
    return Objects.requireNonNull(gradients.layers().get(name));
  }

  /** Layers whose ReLUs let through what others did. */
  private record Frozen(Layers inner, Iterator<ActivationPattern> patterns)
      implements ForwardingLayers {
    @Override
    public Tensor relu(Tensor x) {
      Tensor mask = tape().backend().tensor(x.shape(), patterns.next().mask());
      return Elementwise.multiply(tape(), x, mask);
    }
  }
}
