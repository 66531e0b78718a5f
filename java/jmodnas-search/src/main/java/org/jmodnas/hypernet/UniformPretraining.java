package org.jmodnas.hypernet;

import java.util.List;
import org.jmodnas.sampling.Preference;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.ops.Reduction;
import org.jmodnas.tensor.optim.Adam;
import org.jmodnas.tensor.random.Philox;

/**
 * Pretraining of the hypernetwork to α ≈ 0 for every preference and device, so that the search
 * begins with the uniform distribution over architectures instead of the bias of the initial Φ.
 *
 * <p>Each step covers every lattice point for one device, so few steps suffice. Targets are
 * 10⁻³·N(0, 1), as in the authors' release.
 */
public final class UniformPretraining {
  private static final int STEPS = 400;
  private static final float LEARNING_RATE = 3e-3f;
  private static final float NOISE = 1e-3f;

  private UniformPretraining() {}

  /**
   * Trains {@code hypernetwork}.
   *
   * @param embeddings of the training devices
   */
  public static void run(
      MetaHypernetwork hypernetwork, List<float[]> embeddings, Backend backend, Philox random) {
    List<Preference> preferences = hypernetwork.lattice().preferences();
    try (TensorScope scope = backend.openScope()) {
      Adam adam = new Adam(backend, hypernetwork.parameters(), Adam.Config.standard());
      Tensor coefficients = hypernetwork.coefficients(backend, preferences);
      for (int step = 0; step < STEPS; step++) {
        float[] device = embeddings.get(random.nextInt(embeddings.size()));
        step(hypernetwork, coefficients, device, adam, backend, random);
      }
    }
  }

  private static void step(
      MetaHypernetwork hypernetwork,
      Tensor coefficients,
      float[] device,
      Adam adam,
      Backend backend,
      Philox random) {
    int pairs = coefficients.shape().dimension(0);
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      hypernetwork.parameters().watch(tape);
      Tensor devices = repeat(backend, device, pairs);
      Tensor alpha = hypernetwork.forward(tape, coefficients, devices);
      float[] targets = new float[alpha.shape().size()];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = (float) (NOISE * random.nextGaussian());
      }
      Tensor loss = Reduction.meanSquaredError(tape, alpha, backend.tensor(alpha.shape(), targets));
      adam.step(hypernetwork.parameters().flat(backend, tape.backward(loss)), LEARNING_RATE);
    }
  }

  private static Tensor repeat(Backend backend, float[] row, int times) {
    float[] values = new float[times * row.length];
    for (int i = 0; i < times; i++) {
      System.arraycopy(row, 0, values, i * row.length, row.length);
    }
    return backend.tensor(Shape.of(times, row.length), values);
  }
}
