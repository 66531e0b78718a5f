package org.jmodnas.tensor;

/** Root of the failures that JModNAS reports itself; the message says what to do about it. */
public class JModnasException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JModnasException(String message) {
    super(message);
  }

  public JModnasException(String message, Throwable cause) {
    super(message, cause);
  }
}
