package org.jmodnas.cli.doctor;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Stream;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.supernet.SupernetCases;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.verification.OperationCases;
import org.jmodnas.tensor.verification.Verification;
import org.jmodnas.tensor.verification.VerificationCase;
import org.jmodnas.tensor.verification.VerificationResult;

/** Runs every case on a backend and on the CPU, and prints how far they lie apart. */
final class VerificationReport {
  private static final String TRUSTED = "cpu";

  private final TextTable table =
      new TextTable().row("operation", "shapes", "error", "allowed", "result");
  private int cases;
  private int failed;

  private VerificationReport() {}

  /**
   * Prints a row a case and a verdict.
   *
   * @param name of the candidate, for people
   * @throws JModnasException if the candidate does not agree with the CPU
   */
  static void print(PrintWriter out, String name, Backend candidate) {
    VerificationReport report = new VerificationReport();
    try (Backend trusted = Backends.open(TRUSTED)) {
      Verification verification = new Verification(trusted, candidate);
      Stream.concat(OperationCases.all().stream(), SupernetCases.all().stream())
          .forEach(verified -> report.add(verification.run(verified)));
    }
    out.println();
    if (candidate.name().equals(TRUSTED)) {
      out.println("The CPU is compared with itself; '--backend cuda' verifies a GPU.");
    }
    report.table.print(out);
    out.println(report.verdict(name));
    out.flush();
    if (report.failed > 0) {
      throw new JModnasException(
          ("Backend '%s' computes other results than the CPU. Please report the table, and compute"
                  + " with '--backend cpu' meanwhile")
              .formatted(name));
    }
  }

  private void add(VerificationResult result) {
    VerificationCase verified = result.verified();
    cases++;
    failed += result.passed() ? 0 : 1;
    table.row(
        verified.name(),
        verified.shapes(),
        result.failure().isEmpty() ? scientific(result.error()) : "-",
        scientific(verified.tolerance()),
        result.passed() ? "ok" : "FAILED " + reason(result));
  }

  private static String reason(VerificationResult result) {
    return result.failure().isEmpty() ? "in the " + result.worst() : result.failure();
  }

  private String verdict(String name) {
    return failed == 0
        ? "Backend %s agrees with the CPU in all %d checks".formatted(name, cases)
        : "Backend %s does not agree with the CPU: %d of %d checks FAILED"
            .formatted(name, failed, cases);
  }

  private static String scientific(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }
}
