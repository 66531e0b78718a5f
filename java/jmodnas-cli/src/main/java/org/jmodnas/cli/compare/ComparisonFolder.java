package org.jmodnas.cli.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jmodnas.baselines.comparison.ComparisonResult;
import org.jmodnas.cli.console.OutputFormat;
import org.jmodnas.cli.console.ResultPrinter;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.io.FileFailure;

/**
 * The folder of a comparison: {@code overall} and {@code summary} as {@code .csv} and {@code
 * .json}, {@code curves.csv} and {@code .svg}, {@code trials.csv}, {@code evaluations.csv}, {@code
 * tests.csv} where there are two competitors, {@code setting.json}, and {@code wall-time.csv}, the
 * only one that does not repeat.
 */
final class ComparisonFolder {
  private final Path folder;

  private ComparisonFolder(Path folder) {
    this.folder = folder;
  }

  /** A folder that can be made, or is empty; nothing is written yet. */
  static ComparisonFolder absentOrEmpty(Path folder) {
    Path there = folder.toAbsolutePath().normalize();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new ConfigurationException(
          "Output folder '%s' cannot be made: '%s' is no folder that is open to you"
              .formatted(folder, there));
    }
    if (Files.exists(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw new ConfigurationException(
              "Output folder '%s' is not empty. Name a new folder; nothing was changed"
                  .formatted(folder));
        }
      } catch (IOException e) {
        throw new ConfigurationException(
            "Output folder '%s' cannot be read: %s".formatted(folder, FileFailure.reason(e)), e);
      }
    }
    return new ComparisonFolder(folder);
  }

  void write(ComparisonResult result, ComparisonReport report, ComparisonSetting setting) {
    try {
      Files.createDirectories(folder);
      text("setting.json", json(setting.of(result)));
      both("overall", report.overall());
      both("summary", report.summary());
      text("curves.csv", printed(OutputFormat.CSV, report.curves()));
      text("curves.svg", new CurvePlot(result).svg());
      text("trials.csv", printed(OutputFormat.CSV, report.trials()));
      if (!report.tests().isEmpty()) {
        text("tests.csv", printed(OutputFormat.CSV, report.testRows()));
      }
      text("wall-time.csv", printed(OutputFormat.CSV, wallTime(result)));
      try (PrintWriter out =
          new PrintWriter(Files.newBufferedWriter(folder.resolve("evaluations.csv")))) {
        new EvaluationsCsv(result).print(out);
        if (out.checkError()) {
          throw new IOException("evaluations.csv was not written");
        }
      }
    } catch (IOException e) {
      throw new JModnasException(
          "Results cannot be written into '%s': %s".formatted(folder, FileFailure.reason(e)), e);
    }
  }

  private static List<Map<String, Object>> wallTime(ComparisonResult result) {
    return result.trials().stream()
        .map(
            trial ->
                new Row()
                    .put("method", trial.method())
                    .put("device", trial.device())
                    .put("seed", trial.seed())
                    .put("seconds", trial.seconds())
                    .values())
        .toList();
  }

  private void both(String name, List<Map<String, Object>> rows) throws IOException {
    text(name + ".csv", printed(OutputFormat.CSV, rows));
    text(name + ".json", printed(OutputFormat.JSON, rows));
  }

  private static String printed(OutputFormat format, List<Map<String, Object>> rows) {
    StringWriter text = new StringWriter();
    new ResultPrinter(new PrintWriter(text), format).printAll("method", rows);
    return text.toString();
  }

  private static String json(Map<String, Object> value) {
    StringWriter text = new StringWriter();
    new ResultPrinter(new PrintWriter(text), OutputFormat.JSON).print("command", value);
    return text.toString();
  }

  private void text(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
