package org.jmodnas.objective;

import java.util.List;
import org.jmodnas.sampling.Preference;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;

/**
 * The smooth Tchebycheff scalarisation μ·log Σ exp(r_m L_m / μ) of normalised objectives, whose
 * ideal values are 0 (Lin et al., "Smooth Tchebycheff scalarization for multi-objective
 * optimization", 2024). Towards μ = 0 it is max r_m L_m, which also reaches points of a front that
 * no weighted sum has as its minimum.
 *
 * <p>∂S/∂L_m is r_m times the share that objective m has in softmax(r ⊙ L / μ). A share is never 0,
 * so no objective with a weight is forgotten, and an objective without one counts nothing.
 *
 * @param smoothing μ &gt; 0
 */
public record SmoothTchebycheff(double smoothing) implements Scalarization {
  public SmoothTchebycheff {
    if (!(smoothing > 0 && smoothing < Double.POSITIVE_INFINITY)) {
      throw new ConfigurationException(
          "The smoothing of the Tchebycheff scalarisation is above 0, got '" + smoothing + "'");
    }
  }

  @Override
  public Tensor gradient(Backend backend, List<Preference> preferences, Tensor objectives) {
    Tensor weights = Rows.tensor(backend, preferences, Preference::weights);
    Tensor weighted = backend.allocate(objectives.shape());
    backend.elementwise().multiply(weights, objectives, weighted);
    Tensor scores = backend.allocate(objectives.shape());
    backend.elementwise().affine(weighted, (float) (1 / smoothing), 0, scores);
    Tensor shares = backend.allocate(objectives.shape());
    backend.softmax().forward(scores, shares);
    Tensor gradient = backend.allocate(objectives.shape());
    backend.elementwise().multiply(weights, shares, gradient);
    return gradient;
  }
}
