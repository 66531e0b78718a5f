package org.jmodnas.tensor.verification;

import java.util.Map;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.random.Philox;

/**
 * A computation whose results two backends must agree on.
 *
 * @param name the operation
 * @param shapes of its inputs, for people
 * @param tolerance largest error, in units of the largest value of a result
 */
public record VerificationCase(
    String name, String shapes, double tolerance, Computation computation) {

  /** Computes results by name, each as its elements. */
  @FunctionalInterface
  public interface Computation {
    /**
     * Runs on {@code backend}, inside a scope that the caller closes.
     *
     * @param random draws the inputs, the same on every backend
     */
    Map<String, float[]> run(Backend backend, Philox random);
  }
}
