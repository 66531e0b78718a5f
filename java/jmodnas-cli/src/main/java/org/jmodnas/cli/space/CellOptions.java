package org.jmodnas.cli.space;

import org.jmodnas.tensor.ConfigurationException;
import picocli.CommandLine.Option;

/** How deep and how wide a deployed network is. */
public final class CellOptions {
  @Option(
      names = "--cells",
      defaultValue = "5",
      description = "Cells per stage; default ${DEFAULT-VALUE}, as in NAS-Bench-201.")
  private int cells;

  @Option(
      names = "--channels",
      defaultValue = "16",
      description = "Channels of the first stage; default ${DEFAULT-VALUE}, as there.")
  private int channels;

  /**
   * Cells per stage.
   *
   * @throws ConfigurationException if there are none
   */
  public int cells() {
    return positive("--cells", cells);
  }

  /**
   * Channels of the first stage.
   *
   * @throws ConfigurationException if there are none
   */
  public int channels() {
    return positive("--channels", channels);
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new ConfigurationException("'%s' is at least 1, got '%d'".formatted(name, value));
    }
    return value;
  }
}
