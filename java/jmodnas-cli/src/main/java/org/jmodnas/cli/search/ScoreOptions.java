package org.jmodnas.cli.search;

import java.nio.file.Path;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.space.SearchSpace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The table with accuracies by which fronts are scored. */
final class ScoreOptions {
  @Option(
      names = "--score",
      paramLabel = "FILE",
      description =
          "Table with accuracies in per cent, to score the fronts with; never searched. Of "
              + "'profile --max': how many cells keep the limits by the tables, and how accurate "
              + "they are.")
  private @Nullable Path score;

  @Option(
      names = "--score-column",
      defaultValue = "c10_test",
      paramLabel = "NAME",
      description = "Its column; default ${DEFAULT-VALUE}.")
  private String column;

  /** The table, read and checked; null if none is given. */
  @Nullable MetricTable table(SearchSpace space) {
    return settings().read(space);
  }

  /** The options as a run keeps them. */
  RunOptions.Score settings() {
    return new RunOptions.Score(score == null ? null : score.toString(), column);
  }

  String column() {
    return column;
  }
}
