package org.jmodnas.report.html;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** The command line that exports a point of a run. */
final class ExportCommand {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+-]+");
  private static final String BEGIN = "jmodnas export ";
  private static final String END = " --onnx net.onnx";

  private final String run;

  /** Exports from {@code run}, quoted for a POSIX shell where it has to be. */
  ExportCommand(Path run) {
    String text = run.toString();
    this.run = PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  String of(int point) {
    return BEGIN + run + "#" + point + END;
  }

  /** What stands before the number of a point. */
  String begin() {
    return BEGIN + run + "#";
  }

  /** What stands behind it. */
  String end() {
    return END;
  }
}
