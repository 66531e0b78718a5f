package org.jmodnas.hardware.additive;

/** What a runtime leaves out of an architecture before it runs it. */
public enum Pruning {
  /** Nothing: all that was chosen runs. */
  NONE,
  /** What does not lead to the output, and all if the output does not depend on the input. */
  UNUSED
}
