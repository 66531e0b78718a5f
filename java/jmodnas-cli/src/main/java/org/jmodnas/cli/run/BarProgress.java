package org.jmodnas.cli.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.UnaryOperator;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jmodnas.search.SearchListener;
import org.jspecify.annotations.Nullable;

/** A bar with the time that is left, in plain characters: it has no colours to be turned off. */
final class BarProgress implements Progress {
  private static final int REFRESH_MILLIS = 500;
  private static final int LOSSES_EVERY = 20;

  private final PrintWriter err;
  private final UnaryOperator<ProgressBarBuilder> place;
  private @Nullable ProgressBar bar;

  /** A bar on standard error; lines between go to {@code err}. */
  BarProgress(PrintWriter err) {
    this(err, UnaryOperator.identity());
  }

  /** A bar where {@code place} puts it. */
  BarProgress(PrintWriter err, UnaryOperator<ProgressBarBuilder> place) {
    this.err = err;
    this.place = place;
  }

  @Override
  public void stepped(int step, int steps, double seconds, SearchListener.Losses losses) {
    ProgressBar shown = bar;
    if (shown == null) {
      shown =
          place
              .apply(new ProgressBarBuilder())
              .setTaskName("search")
              .setInitialMax(steps)
              .startsFrom(step, Duration.ofMillis((long) (1000 * seconds)))
              .setUpdateIntervalMillis(REFRESH_MILLIS)
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit(" steps", 1)
              .build();
      bar = shown;
    }
    shown.stepTo(step);
    if (step % LOSSES_EVERY == 0 || step == steps) {
      shown.setExtraMessage(String.format(Locale.ROOT, " loss %.3f", losses.training()));
    }
  }

  @Override
  public void say(String line) {
    if (bar != null) {
      // Ends the line that the bar stands on; its next refresh draws it anew below.
      err.println();
    }
    err.println(line);
    err.flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
