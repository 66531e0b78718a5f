package org.jmodnas.tensor.verification;

import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.random.Philox;

/** Runs cases on a trusted backend and on another, and compares what they computed. */
public final class Verification {
  private static final long SEED = 20_261_124;

  private final Backend trusted;
  private final Backend candidate;

  /** A verification of {@code candidate}; both backends stay open and belong to the caller. */
  public Verification(Backend trusted, Backend candidate) {
    this.trusted = trusted;
    this.candidate = candidate;
  }

  /** The results of all cases, in their order. */
  public List<VerificationResult> run(List<VerificationCase> cases) {
    return cases.stream().map(this::run).toList();
  }

  /** The result of one case. A case that throws has failed, and the next ones run all the same. */
  public VerificationResult run(VerificationCase verified) {
    Map<String, float[]> expected;
    try {
      expected = compute(trusted, verified);
    } catch (RuntimeException | LinkageError e) {
      return failed(verified, "the trusted backend '" + trusted.name() + "' failed: " + e);
    }
    try {
      return compare(verified, expected, compute(candidate, verified));
    } catch (RuntimeException | LinkageError e) {
      String message = e.getMessage();
      return failed(verified, message == null ? e.toString() : message);
    }
  }

  private static Map<String, float[]> compute(Backend backend, VerificationCase verified) {
    try (TensorScope scope = backend.openScope()) {
      return verified.computation().run(backend, new Philox(SEED, verified.name().hashCode()));
    }
  }

  private static VerificationResult compare(
      VerificationCase verified, Map<String, float[]> expected, Map<String, float[]> actual) {
    if (expected.isEmpty() || !expected.keySet().equals(actual.keySet())) {
      return failed(verified, "expected results " + expected.keySet() + ", got " + actual.keySet());
    }
    double largest = -1;
    String worst = "";
    for (Map.Entry<String, float[]> result : expected.entrySet()) {
      double error = error(result.getValue(), actual.get(result.getKey()));
      // A NaN is worse than anything, and stays.
      if (!(error <= largest) && !Double.isNaN(largest)) {
        largest = error;
        worst = result.getKey();
      }
    }
    return new VerificationResult(verified, largest, worst, "");
  }

  /** Largest difference over the largest expected value; NaN if any value is not finite. */
  static double error(float[] expected, float[] actual) {
    if (expected.length != actual.length) {
      throw new IllegalArgumentException(
          "expected " + expected.length + " values, got " + actual.length);
    }
    double difference = 0;
    double scale = 0;
    for (int i = 0; i < expected.length; i++) {
      if (!Float.isFinite(expected[i]) || !Float.isFinite(actual[i])) {
        return Double.NaN;
      }
      difference = Math.max(difference, Math.abs((double) expected[i] - actual[i]));
      scale = Math.max(scale, Math.abs(expected[i]));
    }
    return scale == 0 ? difference : difference / scale;
  }

  private static VerificationResult failed(VerificationCase verified, String failure) {
    return new VerificationResult(verified, Double.NaN, "", failure);
  }
}
