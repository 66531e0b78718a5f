package org.jmodnas.cli.run;

import java.io.PrintWriter;
import java.util.Map;
import org.jmodnas.search.SearchListener;

/** Shows how far a search is. */
public interface Progress extends AutoCloseable {
  /**
   * A step has ended.
   *
   * @param seconds taken so far
   * @param losses of the step, read only where they are shown
   */
  void stepped(int step, int steps, double seconds, SearchListener.Losses losses);

  /** Says a line on standard error, between what it shows. */
  void say(String line);

  @Override
  void close();

  /**
   * A bar where {@code environment} has a terminal that can show one, else lines on {@code out}.
   */
  static Progress on(PrintWriter out, PrintWriter err, Map<String, String> environment) {
    boolean terminal = System.console() != null && !"dumb".equals(environment.get("TERM"));
    return terminal ? new BarProgress(err) : new LineProgress(out, err, System::nanoTime);
  }
}
