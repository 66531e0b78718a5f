package org.jmodnas.tensor;

/** An operation got tensors whose shapes do not fit; the message names it, expected and got. */
public final class ShapeMismatchException extends JModnasException {
  private static final long serialVersionUID = 1L;

  public ShapeMismatchException(String operation, String expected, Object got) {
    super("Shape mismatch in '" + operation + "': expected " + expected + ", got " + got);
  }
}
