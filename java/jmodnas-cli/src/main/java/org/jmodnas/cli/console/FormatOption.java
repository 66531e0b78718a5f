package org.jmodnas.cli.console;

import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The option {@code --format}, shared by the commands that print results. */
public final class FormatOption {
  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private OutputFormat format = OutputFormat.TEXT;

  /** Whether results are text for people. */
  public boolean isText() {
    return format == OutputFormat.TEXT;
  }

  /** A printer of results in the chosen format. */
  public ResultPrinter printer(PrintWriter out) {
    return new ResultPrinter(out, format);
  }
}
