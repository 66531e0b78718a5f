package org.jmodnas.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.verification.Verification;
import org.jmodnas.tensor.verification.VerificationCase;
import org.jmodnas.tensor.verification.VerificationResult;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps compare what they should, and not how near a ReLU's input lies to 0. */
final class SupernetCasesTest extends BackendTest {
  @Test
  void aBackendAgreesWithItself() {
    try (Backend other = Backends.open("cpu")) {
      for (VerificationResult result : new Verification(backend, other).run(SupernetCases.all())) {
        assertThat(result.passed()).as(result.verified().name() + result.failure()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {-1e-5f, -1e-6f, -3e-7f, 3e-7f, 1e-6f, 1e-5f})
  void roundingOfTheImagesStaysRounding(float noise) {
    for (VerificationResult result : against(noise)) {
      assertThat(result.error())
          .as(result.toString())
          .isLessThan(result.verified().tolerance() / 10);
    }
  }

  @Test
  void otherImagesAreNoticed() {
    for (VerificationResult result : against(0.01f)) {
      assertThat(result.passed()).as(result.verified().name()).isFalse();
    }
  }

  /** The cases as they are on one backend, and on noisy images on the other. */
  private List<VerificationResult> against(float noise) {
    try (Backend other = Backends.open("cpu")) {
      Verification verification = new Verification(backend, other);
      return List.of(
          verification.run(merged(SupernetCases.steps(0), SupernetCases.steps(noise))),
          verification.run(
              merged(SupernetCases.gateGradients(0), SupernetCases.gateGradients(noise))));
    }
  }

  private VerificationCase merged(VerificationCase plain, VerificationCase noisy) {
    return new VerificationCase(
        plain.name(),
        plain.shapes(),
        plain.tolerance(),
        (on, random) -> (on == backend ? plain : noisy).computation().run(on, random));
  }
}
