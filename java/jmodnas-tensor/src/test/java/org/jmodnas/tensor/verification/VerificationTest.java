package org.jmodnas.tensor.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

/** The comparison finds what is wrong, and nothing where nothing is. */
final class VerificationTest extends BackendTest {
  /** Does to the candidate's results what a defect would. */
  private interface Defect {
    void spoil(Map<String, float[]> results);
  }

  @Test
  void everyCaseAgreesWithItselfAndNamesItself() {
    try (Backend other = Backends.open("cpu")) {
      List<VerificationResult> results = new Verification(backend, other).run(OperationCases.all());
      assertThat(results).hasSizeGreaterThan(30).allMatch(VerificationResult::passed);
      assertThat(results).extracting(result -> result.verified().name()).doesNotHaveDuplicates();
    }
  }

  @Test
  void everyCaseFailsWhenOneElementIsWrong() {
    for (VerificationCase verified : OperationCases.all()) {
      VerificationResult result =
          run(
              verified,
              results -> {
                float[] last = results.values().stream().reduce((a, b) -> b).orElseThrow();
                last[last.length / 2] += 3 * scale(last) * (float) verified.tolerance();
              });
      assertThat(result.passed()).as(verified.name()).isFalse();
      assertThat(result.failure()).isEmpty();
      assertThat(result.error()).isGreaterThan(verified.tolerance());
    }
  }

  @Test
  void theWorstResultIsNamedAndMeasuredAtItsScale() {
    VerificationResult result =
        run(OperationCases.all().get(0), results -> results.get("gradient 1")[5] += 1);
    assertThat(result.worst()).isEqualTo("gradient 1");
    assertThat(Verification.error(new float[] {4, -8}, new float[] {5, -8}))
        .isCloseTo(0.125, within(1e-12));
    assertThat(Verification.error(new float[] {0}, new float[] {0.5f})).isEqualTo(0.5);
  }

  @Test
  void whatIsNotFiniteFails() {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      for (String spoilt : List.of("output", "gradient 1")) {
        VerificationResult result =
            run(OperationCases.all().get(0), results -> results.get(spoilt)[0] = value);
        assertThat(result.passed()).isFalse();
        assertThat(result.error()).isNaN();
        assertThat(result.worst()).isEqualTo(spoilt);
      }
    }
    VerificationCase everywhere =
        new VerificationCase("nan", "", 1, (on, random) -> Map.of("x", new float[] {Float.NaN}));
    assertThat(run(everywhere, results -> {}).passed()).as("NaN on both sides").isFalse();
  }

  @Test
  void otherResultsFail() {
    VerificationCase verified = OperationCases.all().get(0);
    assertThat(run(verified, results -> results.remove("gradient 1")).failure())
        .contains("[output, gradient 1]");
    assertThat(run(verified, results -> results.put("output", new float[2])).failure())
        .contains("expected 1001 values, got 2");
    assertThat(run(verified, Map::clear).passed()).isFalse();
    VerificationCase nothing = new VerificationCase("nothing", "", 1, (on, random) -> Map.of());
    assertThat(run(nothing, results -> {}).passed()).as("no results at all").isFalse();
  }

  @Test
  void aCaseThatThrowsIsARow() {
    VerificationCase verified = OperationCases.all().get(0);
    VerificationResult result =
        run(
            verified,
            results -> {
              throw new JModnasException("The GPU is out of memory");
            });
    assertThat(result.passed()).isFalse();
    assertThat(result.failure()).isEqualTo("The GPU is out of memory");
    VerificationCase broken =
        new VerificationCase(
            "broken",
            "",
            1,
            (on, random) -> {
              throw new IllegalStateException("bad");
            });
    assertThat(run(broken, results -> {}).failure()).contains("trusted backend 'cpu'", "bad");
    assertThatThrownBy(() -> Verification.error(new float[1], new float[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static float scale(float[] values) {
    float scale = 0;
    for (float value : values) {
      scale = Math.max(scale, Math.abs(value));
    }
    return scale;
  }

  /** Runs the case on this backend and, with a defect, on another. */
  private VerificationResult run(VerificationCase verified, Defect defect) {
    try (Backend other = Backends.open("cpu")) {
      VerificationCase spoilt =
          new VerificationCase(
              verified.name(),
              verified.shapes(),
              verified.tolerance(),
              (on, random) -> {
                Map<String, float[]> results = verified.computation().run(on, random);
                if (on != other) {
                  return results;
                }
                Map<String, float[]> changed = new LinkedHashMap<>(results);
                defect.spoil(changed);
                return changed;
              });
      return new Verification(backend, other).run(spoilt);
    }
  }
}
