package org.jmodnas.cli.backend;

import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.BackendOptions;
import org.jmodnas.tensor.backend.BackendSelection;
import org.jmodnas.tensor.backend.Backends;
import picocli.CommandLine.Option;

/** The option {@code --backend} and what it may give up, shared by the commands that compute. */
public final class BackendOption {
  @Option(
      names = "--backend",
      defaultValue = "${sys:" + Backends.FORCED + ":-" + Backends.AUTOMATIC + "}",
      description = "Where to compute: auto, cpu, cuda or cuda:N; default ${DEFAULT-VALUE}.")
  private String name = Backends.AUTOMATIC;

  @Option(
      names = "--tf32",
      description =
          "Let CUDA round the operands of products to 10 bits of mantissa, for tensor cores.")
  private boolean tf32;

  @Option(
      names = "--deterministic",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Only algorithms that give the same bits every time; the default. Without, CUDA may be "
              + "faster.")
  private boolean deterministic = true;

  /** The backend as it is asked for. */
  public String name() {
    return name;
  }

  /**
   * Finds the backend.
   *
   * @throws ConfigurationException if it does not exist or does not work here
   */
  public BackendSelection select() {
    return Backends.select(name);
  }

  /** What it may give up. */
  public BackendOptions options() {
    return new BackendOptions(deterministic, tf32);
  }

  /**
   * Opens the backend; the caller closes it.
   *
   * @throws ConfigurationException if it does not exist or does not work here
   */
  public Backend open() {
    return select().open(options());
  }
}
