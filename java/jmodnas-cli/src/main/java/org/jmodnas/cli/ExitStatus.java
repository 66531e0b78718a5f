package org.jmodnas.cli;

import org.jmodnas.cli.run.Interruption;

/** What the process returns to the shell. */
final class ExitStatus {
  /** The command did what was asked. */
  static final int OK = 0;

  /** The command failed, through no fault of its input. */
  static final int FAILED = 1;

  /** Options or input files cannot be used; nothing was done. */
  static final int USAGE = 2;

  /** Stopped by the user. */
  static final int INTERRUPTED = Interruption.EXIT_STATUS;

  private ExitStatus() {}
}
