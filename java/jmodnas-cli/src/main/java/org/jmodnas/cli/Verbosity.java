package org.jmodnas.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How much the command line says about what it does; the options hold for every command. */
final class Verbosity {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Say on standard error what is being done.")
  private boolean verbose;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean debug;

  boolean debug() {
    return debug;
  }

  /** Sets the level of the root logger: INFO if asked for, otherwise as configured (WARN). */
  void apply() {
    if (verbose && LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.INFO);
    }
  }
}
