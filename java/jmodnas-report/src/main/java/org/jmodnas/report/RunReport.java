package org.jmodnas.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jmodnas.report.analysis.RunAnalysis;
import org.jmodnas.report.data.RunFiles;
import org.jmodnas.report.html.ReportPage;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.io.AtomicFile;
import org.jmodnas.tensor.io.FileFailure;

/**
 * The report of a run: one HTML file that needs no network. It shows what the run's folder holds so
 * far and says what is not there yet.
 */
public final class RunReport {
  private static final String NAME = "report.html";

  private RunReport() {}

  /**
   * Writes {@code report.html} into the run.
   *
   * @return the file
   * @throws ConfigurationException if {@code run} is no folder
   * @throws JModnasException if the file cannot be written
   */
  public static Path write(Path run) {
    return write(run, run.resolve(NAME));
  }

  /** Writes the report of {@code run} to {@code file}; an older one is replaced. */
  public static Path write(Path run, Path file) {
    String html = html(run);
    try {
      AtomicFile.write(file, html.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new JModnasException(
          "Report '" + file + "' cannot be written: " + FileFailure.reason(e), e);
    }
    return file;
  }

  /**
   * The report as text.
   *
   * @throws ConfigurationException if {@code run} is no folder
   */
  public static String html(Path run) {
    return new ReportPage(RunAnalysis.of(RunFiles.read(run))).offline();
  }
}
