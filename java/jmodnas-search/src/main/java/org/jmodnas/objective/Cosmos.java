package org.jmodnas.objective;

import java.util.List;
import org.jmodnas.sampling.Preference;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ElementwiseKernels.Runs;
import org.jmodnas.tensor.backend.NormalizationKernels.Forward;
import org.jmodnas.tensor.backend.NormalizationKernels.Statistics;

/**
 * The scalarisation Σ r_m L_m − c·cos(r, L) of normalised objectives (COSMOS, Ruchte and Grabocka,
 * 2021). The sum makes L_m small where r_m is large; the cosine draws L to the ray of r, on which
 * it is large there. c decides between the two.
 *
 * <p>cos(r, L) is ⟨r, L⟩ / (‖r‖·√(‖L‖² + M·10⁻⁴)), which has a gradient at L = 0 as well.
 *
 * @param cosineWeight c ≥ 0
 */
public record Cosmos(double cosineWeight) implements Scalarization {
  private static final float EPSILON = 1e-4f;

  public Cosmos {
    if (!(cosineWeight >= 0 && cosineWeight < Double.POSITIVE_INFINITY)) {
      throw new ConfigurationException(
          "The weight of the cosine in COSMOS is at least 0, got '" + cosineWeight + "'");
    }
  }

  @Override
  public Tensor gradient(Backend backend, List<Preference> preferences, Tensor objectives) {
    Tensor gradient = backend.allocate(objectives.shape());
    backend
        .elementwise()
        .weightedSum(
            List.of(
                Rows.tensor(backend, preferences, Preference::weights),
                cosineGradient(backend, preferences, objectives)),
            new float[] {1, (float) -cosineWeight},
            gradient);
    return gradient;
  }

  /**
   * ∂cos/∂L, as a batch norm has it: one whose channel t holds the values L_t and −L_t has mean 0
   * and variance ‖L_t‖²/M, so it turns L_t into √M·L_t/‖L_t‖.
   */
  private static Tensor cosineGradient(
      Backend backend, List<Preference> preferences, Tensor objectives) {
    int rows = objectives.shape().dimension(0);
    int count = objectives.shape().dimension(1);
    Tensor mirrored = mirrored(backend, objectives);
    Tensor directions = Rows.tensor(backend, preferences, Cosmos::direction);
    Statistics statistics =
        new Statistics(backend.allocate(Shape.of(rows)), backend.allocate(Shape.of(rows)));
    Forward norm = new Forward(mirrored, null, EPSILON, statistics);
    backend.normalization().forward(norm, backend.allocate(mirrored.shape()));
    Tensor mirroredGradient = backend.allocate(mirrored.shape());
    backend
        .normalization()
        .backward(norm, null, mirrored(backend, directions), mirroredGradient, null);
    Tensor gradient = backend.allocate(objectives.shape());
    backend
        .elementwise()
        .copyRuns(
            new Runs(mirroredGradient, 0, 1, rows),
            new Runs(gradient, 0, count, 1),
            rows,
            count,
            1);
    return gradient;
  }

  /** r / (‖r‖·√M). */
  private static double[] direction(Preference preference) {
    double[] direction = preference.weights();
    double squares = 0;
    for (double weight : direction) {
      squares += weight * weight;
    }
    for (int m = 0; m < direction.length; m++) {
      direction[m] /= Math.sqrt(squares * direction.length);
    }
    return direction;
  }

  /** xᵀ above −xᵀ, as images of one pixel with a channel for each row of x. */
  private static Tensor mirrored(Backend backend, Tensor x) {
    int rows = x.shape().dimension(0);
    int columns = x.shape().dimension(1);
    Tensor both = backend.allocate(Shape.of(2 * columns, 1, 1, rows));
    Tensor above = both.slice(0, Shape.of(columns, rows));
    backend
        .elementwise()
        .copyRuns(new Runs(x, 0, columns, 1), new Runs(above, 0, 1, rows), rows, columns, 1);
    backend.elementwise().affine(above, -1, 0, both.slice(columns * rows, above.shape()));
    return both;
  }
}
