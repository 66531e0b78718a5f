package org.jmodnas.cli.space;

import org.jmodnas.tensor.ConfigurationException;
import picocli.CommandLine.Option;

/** How deep and how wide a deployed network is. */
public final class CellOptions {
  private static final int MOST_CELLS = 1000;
  private static final int MOST_CHANNELS = 4096;

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
   * @throws ConfigurationException if there are none or far too many
   */
  public int cells() {
    return requireCells(cells);
  }

  /** {@code cells}, refused where there are none or far too many. */
  public static int requireCells(int cells) {
    return within("--cells", MOST_CELLS, cells);
  }

  /**
   * Channels of the first stage.
   *
   * @throws ConfigurationException if there are none or far too many
   */
  public int channels() {
    return requireChannels(channels);
  }

  /** {@code channels}, refused where there are none or far too many. */
  public static int requireChannels(int channels) {
    return within("--channels", MOST_CHANNELS, channels);
  }

  private static int within(String name, int most, int value) {
    if (value < 1 || value > most) {
      throw new ConfigurationException("'%s' is 1 … %d, got '%d'".formatted(name, most, value));
    }
    return value;
  }
}
