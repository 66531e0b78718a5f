package org.jmodnas.tensor;

/**
 * Input from the user (an option, a path, a table, a data set) cannot be used.
 *
 * <p>The message is complete: what happened, where (file and line), what was expected and got, and
 * what to do. The command line prints it alone and exits with status 2.
 */
public final class ConfigurationException extends JModnasException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
