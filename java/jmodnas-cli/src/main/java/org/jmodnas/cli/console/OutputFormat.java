package org.jmodnas.cli.console;

import java.util.Locale;

/** How results are printed. */
public enum OutputFormat {
  /** Bare values, one line each, for people and shell scripts. */
  TEXT,

  /** One JSON object or an array of them. */
  JSON,

  /** Comma-separated values under a header line. */
  CSV;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
