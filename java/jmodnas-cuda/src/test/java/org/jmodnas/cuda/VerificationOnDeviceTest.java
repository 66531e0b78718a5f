package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.supernet.SupernetCases;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.verification.OperationCases;
import org.jmodnas.tensor.verification.Verification;
import org.jmodnas.tensor.verification.VerificationCase;
import org.jmodnas.tensor.verification.VerificationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users run to verify a GPU, on the emulated device. */
@ExtendWith(EmulatedDevice.class)
final class VerificationOnDeviceTest {
  @Test
  void everyCaseAgreesWithTheCpu() {
    List<VerificationCase> cases = new ArrayList<>(OperationCases.all());
    cases.addAll(SupernetCases.all());
    try (Backend trusted = Backends.open("cpu");
        Backend device = EmulatedDevice.open()) {
      for (VerificationResult result : new Verification(trusted, device).run(cases)) {
        assertThat(result.passed()).as(result.toString()).isTrue();
      }
    }
  }
}
