package org.jmodnas.cli.search;

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
          "Seconds between checkpoints, from which 'jmodnas resume' continues; 0 for none; default "
              + "${DEFAULT-VALUE}.")
  private int every;

  @Option(
      names = KEEP,
      defaultValue = "3",
      paramLabel = "N",
      description = "Checkpoints that are kept; default ${DEFAULT-VALUE}.")
  private int keep;

  /** The options, checked. */
  RunOptions.Checkpoint settings() {
    FrontOptions.requireAtLeast(EVERY, 0, every);
    FrontOptions.requireAtLeast(KEEP, 1, keep);
    return new RunOptions.Checkpoint(every, keep);
  }
}
