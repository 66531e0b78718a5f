package org.jmodnas.cli.train;

import java.io.PrintWriter;
import java.util.Locale;
import org.jmodnas.training.EpochReport;
import org.jmodnas.training.TrainingListener;

/** Prints a line an epoch. */
record EpochLines(PrintWriter out, String name, int epochs) implements TrainingListener {
  @Override
  public void epoch(EpochReport report, double seconds) {
    Double accuracy = report.validationAccuracy();
    String line =
        String.format(
            Locale.ROOT,
            "%sepoch %d of %d: loss %.4f%s, learning rate %.4f, %.0f s",
            name,
            report.epoch(),
            epochs,
            report.loss(),
            accuracy == null
                ? ""
                : String.format(
                    Locale.ROOT,
                    ", validation %.2f %%%s",
                    accuracy,
                    report.best() ? " (best)" : ""),
            report.learningRate(),
            seconds);
    out.println(line);
    out.flush();
  }

  @Override
  public void warning(String message) {
    out.println("warning: " + name + message);
    out.flush();
  }
}
