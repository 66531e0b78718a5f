package org.jmodnas.cli.search;

import org.jmodnas.tensor.ConfigurationException;
import picocli.CommandLine.Option;

/** When a search is kept to continue from. */
final class CheckpointOptions {
  private static final String EVERY = "--checkpoint-every";
  private static final String KEEP = "--checkpoint-keep";

  @Option(
      names = EVERY,
      defaultValue = "60",
      paramLabel = "SECONDS",
      description =
          "Seconds between checkpoints, from which 'jmodnas resume' continues; 0 for the last alone; default "
              + "${DEFAULT-VALUE}.")
  private double every;

  @Option(
      names = KEEP,
      defaultValue = "3",
      paramLabel = "N",
      description = "Checkpoints that are kept; default ${DEFAULT-VALUE}.")
  private int keep;

  /** The options, checked. */
  RunOptions.Checkpoint settings() {
    if (!(every >= 0)) {
      throw new ConfigurationException("'%s' is at least 0, got '%s'".formatted(EVERY, every));
    }
    FrontOptions.requireAtLeast(KEEP, 1, keep);
    return new RunOptions.Checkpoint(every, keep);
  }
}
