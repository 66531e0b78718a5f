package org.jmodnas.cli.doctor;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.tensor.backend.Availability;
import org.jmodnas.tensor.backend.BackendProvider;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.backend.Finding;

/** What was found on this machine: Java, the system and each backend. */
final class DiagnosisReport {
  private static final String NONE = "none";

  private DiagnosisReport() {}

  /** Prints everything; asks each backend for its first device. */
  static void print(PrintWriter out) {
    new TextTable().row("Java", java()).row("System", system()).print(out);
    Optional<BackendProvider> first = Optional.empty();
    for (BackendProvider provider : Backends.providers()) {
      Availability availability = provider.probe("");
      if (availability.available() && first.isEmpty()) {
        first = Optional.of(provider);
      }
      out.printf(
          "%nBackend %s %s: %s%n",
          provider.name(),
          availability.available() ? "works" : "does not work",
          availability.reason());
      TextTable findings = new TextTable();
      for (Finding finding : provider.describe()) {
        findings.row("  " + finding.subject(), finding.value());
      }
      findings.print(out);
    }
    out.printf(
        "%nBackend %s takes %s%n",
        Backends.AUTOMATIC, first.map(BackendProvider::name).orElse(NONE));
    out.flush();
  }

  private static String java() {
    return String.format(
        Locale.ROOT,
        "%s, %s, heap up to %.1f GB",
        Runtime.version(),
        System.getProperty("java.vendor"),
        Runtime.getRuntime().maxMemory() / 1e9);
  }

  private static String system() {
    return "%s %s, %s, %d processors"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors());
  }
}
