package org.jmodnas.hypernet;

import java.util.List;
import org.jmodnas.sampling.Preference;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Matrix;
import org.jmodnas.tensor.ops.Shaping;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.random.Philox;

/**
 * H_Φ(r, d) = α: from a preference r and a device d to architecture parameters (Sukthanker et al.,
 * 2024, section 3).
 *
 * <p>A device attends to K learned keys, q_k = ⟨d, E_k⟩ / √F, and mixes K banks by its {@link
 * BankScores}; each bank holds α for every point of a {@link PreferenceLattice}, which r mixes.
 */
public final class MetaHypernetwork {
  private final HypernetworkConfig config;
  private final PreferenceLattice lattice;
  private final ParameterSet parameters;
  private final Tensor noBias;

  private MetaHypernetwork(
      HypernetworkConfig config, PreferenceLattice lattice, ParameterSet parameters, Tensor none) {
    this.config = config;
    this.lattice = lattice;
    this.parameters = parameters;
    this.noBias = none;
  }

  /** A hypernetwork with standard normal Φ, owned by the innermost open scope. */
  public static MetaHypernetwork create(
      HypernetworkConfig config, PreferenceLattice lattice, Backend backend, Philox random) {
    Shape keys = Shape.of(config.banks(), config.features());
    Shape banks = Shape.of(config.banks(), lattice.size() * config.outputs());
    ParameterSet.Builder parameters =
        new ParameterSet.Builder()
            .add("keys", keys, normal(random, keys.size()))
            .add("banks", banks, normal(random, banks.size()));
    if (config.scores().function() == BankScores.Function.SCALED) {
      parameters.add(
          "sharpness", Shape.of(1, 1), new float[] {(float) config.scores().sharpness()});
    }
    return new MetaHypernetwork(
        config, lattice, parameters.build(backend), backend.zeros(Shape.of(config.banks())));
  }

  /**
   * The parameters Φ: {@code keys} (K, F), {@code banks} (K, lattice points × D) and, where it is
   * learned, {@code sharpness} (1, 1).
   */
  public ParameterSet parameters() {
    return parameters;
  }

  /** The lattice of preferences. */
  public PreferenceLattice lattice() {
    return lattice;
  }

  /** The lattice coefficients of some preferences, (preferences, lattice points). */
  public Tensor coefficients(Backend backend, List<Preference> preferences) {
    int points = lattice.size();
    float[] all = new float[preferences.size() * points];
    for (int i = 0; i < preferences.size(); i++) {
      System.arraycopy(lattice.coefficients(preferences.get(i)), 0, all, i * points, points);
    }
    return backend.tensor(Shape.of(preferences.size(), points), all);
  }

  /**
   * α for pairs of a preference and a device.
   *
   * @param coefficients of the preferences, (pairs, lattice points)
   * @param devices embeddings, (pairs, F)
   * @return (pairs, D)
   */
  public Tensor forward(Tape tape, Tensor coefficients, Tensor devices) {
    int pairs = devices.shape().dimension(0);
    int points = lattice.size();
    Tensor q = Matrix.linear(tape, devices, parameters.get("keys"), noBias);
    q = Elementwise.affine(tape, q, (float) (1 / Math.sqrt(config.features())), 0);
    Tensor mixed =
        Matrix.multiply(tape, Softmax.softmax(tape, scores(tape, q)), parameters.get("banks"));
    Tensor perPoint = Shaping.view(tape, mixed, Shape.of(pairs, points, config.outputs()));
    Tensor alpha = Matrix.multiply(tape, coefficients.view(Shape.of(pairs, 1, points)), perPoint);
    return Shaping.view(tape, alpha, Shape.of(pairs, config.outputs()));
  }

  private Tensor scores(Tape tape, Tensor q) {
    return switch (config.scores().function()) {
      case DOT -> q;
      case SINE -> Elementwise.sin(tape, q);
      case SCALED -> {
        Tensor column = Shaping.view(tape, q, Shape.of(q.shape().size(), 1));
        Tensor scaled = Matrix.multiply(tape, column, parameters.get("sharpness"));
        yield Shaping.view(tape, scaled, q.shape());
      }
    };
  }

  private static float[] normal(Philox random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
