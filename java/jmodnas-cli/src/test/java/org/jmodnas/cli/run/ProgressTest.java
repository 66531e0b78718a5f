package org.jmodnas.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import org.jmodnas.search.SearchListener;
import org.junit.jupiter.api.Test;

/** What is shown of a search, on a terminal and elsewhere. */
final class ProgressTest {
  private final StringWriter out = new StringWriter();
  private long now = 5;

  @Test
  void elsewhereThereIsALineAMinute() {
    StringWriter err = new StringWriter();
    LineProgress progress = new LineProgress(new PrintWriter(out), new PrintWriter(err), () -> now);
    progress.say("warning: what is no result");
    assertThat(err.toString().lines()).containsExactly("warning: what is no result");
    for (int step = 1; step <= 400; step++) {
      progress.stepped(step, 400, step, losses(2, step < 100 ? Double.NaN : 1.5));
      now += 1_000_000_000L;
    }
    progress.close();
    assertThat(out.toString().lines())
        .containsExactly(
            "step 1 of 400: cross entropy 2.000 (w) - (Phi), 1 s",
            "step 61 of 400: cross entropy 2.000 (w) - (Phi), 61 s, about 6 min left",
            "step 121 of 400: cross entropy 2.000 (w) 1.500 (Phi), 2 min, about 5 min left",
            "step 181 of 400: cross entropy 2.000 (w) 1.500 (Phi), 3 min, about 4 min left",
            "step 241 of 400: cross entropy 2.000 (w) 1.500 (Phi), 4 min, about 3 min left",
            "step 301 of 400: cross entropy 2.000 (w) 1.500 (Phi), 5 min, about 99 s left",
            "step 361 of 400: cross entropy 2.000 (w) 1.500 (Phi), 6 min, about 39 s left",
            "step 400 of 400: cross entropy 2.000 (w) 1.500 (Phi), 7 min");
    assertThat(LineProgress.duration(3 * 3600 + 120)).isEqualTo("3 h 2 min");
  }

  @Test
  void aTerminalHasABarWithoutColours() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    BarProgress progress =
        new BarProgress(
            new PrintWriter(terminal, true),
            bar -> bar.setConsumer(new ConsoleProgressBarConsumer(terminal, 100)));
    progress.say("warning: early");
    for (int step = 1; step <= 40; step++) {
      progress.stepped(step, 40, step, losses(2, 1));
      if (step == 30) {
        progress.say("warning: late");
      }
    }
    progress.close();
    String shown = bytes.toString(StandardCharsets.UTF_8);
    assertThat(shown).contains("search", "100%", "40/40", "loss 2.000");
    assertThat(shown.lines()).contains("warning: early", "warning: late");
    assertThat(shown).as("escape sequences of colours").doesNotContainPattern("\u001b\\[[0-9;]*m");
  }

  /** Tests have no terminal. */
  @Test
  void linesAreTheDefaultWithoutATerminal() {
    try (Progress progress =
        Progress.on(new PrintWriter(out), new PrintWriter(new StringWriter()), Map.of())) {
      progress.stepped(1, 2, 0.1, losses(1, Double.NaN));
    }
    assertThat(out.toString()).contains("step 1 of 2");
  }

  private static SearchListener.Losses losses(double training, double validation) {
    return new SearchListener.Losses() {
      @Override
      public double training() {
        return training;
      }

      @Override
      public double validation() {
        return validation;
      }
    };
  }
}
