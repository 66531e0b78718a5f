package org.jmodnas.tensor.backend;

import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.random.Philox;
import org.jspecify.annotations.Nullable;

/**
 * Draws of architectures from their parameters α, for all decisions of all target devices of a step
 * at once, and the gradients of the gates z. Tensors over draws are (devices, decisions, choices).
 */
public interface SamplingKernels {
  /** How gates come of α. */
  enum Method {
    /**
     * A draw D from π = softmax(α): the first choice whose cumulative probability exceeds a uniform
     * number. z = D; dα = 2·J(½(π + D))dz − ½·J(π)dz with J(p)v = p ⊙ v − p⟨p, v⟩ (ReinMax, Liu et
     * al., 2023). One random number for each decision.
     */
    REINMAX,
    /**
     * The largest of p = softmax((α + G) / τ) with Gumbel noise G. z is one-hot; dα = J(p)dz / τ
     * (straight-through Gumbel-softmax: GDAS, Dong and Yang, 2019). Two random numbers for each
     * choice.
     */
    GUMBEL_SOFTMAX,
    /** Nothing is drawn: z = p = softmax(α / τ); dα = J(p)dz / τ (DARTS, Liu et al., 2019). */
    SOFTMAX
  }

  /** A method with its temperature τ &gt; 0, which REINMAX does not have. */
  record Sampler(Method method, float temperature) {
    public Sampler {
      if (!(temperature > 0)) {
        throw new IllegalArgumentException("A temperature is above 0, got " + temperature);
      }
    }
  }

  /**
   * Draws.
   *
   * @param alpha α
   * @param streams one for each device; they end up behind the numbers that were drawn
   * @param gates receives z
   * @param probabilities receives π or p
   */
  void sample(
      Sampler sampler, Tensor alpha, List<Philox> streams, Tensor gates, Tensor probabilities);

  /**
   * dα from dz.
   *
   * @param gates z as drawn
   * @param probabilities as {@link #sample} left them
   */
  void backward(
      Sampler sampler, Tensor gates, Tensor probabilities, Tensor gateGradient, Tensor dalpha);

  /**
   * An edge that leads into a node.
   *
   * @param decision row of z
   * @param choice the sampled operation a
   * @param output o_a(x), or null where it is zero
   */
  record GatedEdge(int decision, int choice, @Nullable Tensor output) {}

  /**
   * Gradients of the gates of one node Σ_e (z[e, a]·o_a + Σ_{i≠a} z[e, i]): ∂L/∂z[e, a] = ⟨g, o_a⟩,
   * or 0 where there is no output, and ∂L/∂z[e, i] = Σ g.
   *
   * @param gradient g, of the node
   * @param edges at least one, of different decisions
   * @param gateGradient (decisions, choices); 0 in the rows of other decisions
   */
  void gateGradients(Tensor gradient, List<GatedEdge> edges, Tensor gateGradient);
}
