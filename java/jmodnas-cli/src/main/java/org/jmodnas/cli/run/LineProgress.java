package org.jmodnas.cli.run;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jmodnas.search.SearchListener;

/** One line a minute, and of the first and the last step; what is said between is no result. */
final class LineProgress implements Progress {
  private static final double INTERVAL = 60;
  private static final double NANOS = 1e9;

  private final PrintWriter out;
  private final PrintWriter err;
  private final LongSupplier clock;
  private long shownAt;
  private int shownStep = -1;

  /**
   * Lines on {@code out}.
   *
   * @param err takes what is said
   * @param clock in nanoseconds
   */
  LineProgress(PrintWriter out, PrintWriter err, LongSupplier clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  @Override
  public void stepped(int step, int steps, double seconds, SearchListener.Losses losses) {
    long now = clock.getAsLong();
    double since = (now - shownAt) / NANOS;
    boolean first = shownStep < 0;
    if (!first && step < steps && since < INTERVAL) {
      return;
    }
    String left = "";
    if (!first && step < steps && step > shownStep) {
      left = ", about %s left".formatted(duration(since / (step - shownStep) * (steps - step)));
    }
    double validation = losses.validation();
    out.printf(
        Locale.ROOT,
        "step %d of %d: cross entropy %.3f (w) %s (Phi), %s%s%n",
        step,
        steps,
        losses.training(),
        // The hypernetwork has no loss while the supernet warms up.
        Double.isNaN(validation) ? "-" : String.format(Locale.ROOT, "%.3f", validation),
        duration(seconds),
        left);
    out.flush();
    shownAt = now;
    shownStep = step;
  }

  /** Seconds, from two minutes on minutes, from two hours on hours and minutes. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 120) {
      return whole + " s";
    }
    long minutes = Math.round(seconds / 60);
    return minutes < 120 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }

  @Override
  public void say(String line) {
    err.println(line);
    err.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
