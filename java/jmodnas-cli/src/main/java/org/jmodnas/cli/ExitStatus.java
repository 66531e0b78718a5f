package org.jmodnas.cli;

/** What the process returns to the shell. */
final class ExitStatus {
  /** The command did what was asked. */
  static final int OK = 0;

  /** The command failed, through no fault of its input. */
  static final int FAILED = 1;

  /** Options or input files cannot be used; nothing was done. */
  static final int USAGE = 2;

  /** Stopped by the user, as a shell reports it: 128 + SIGINT. */
  static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
