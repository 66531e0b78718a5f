package org.jmodnas.testkit.planted;

/** Writes past the command line. */
public final class TerminalWriter {
  void write() {
    System.err.println("planted");
  }
}
