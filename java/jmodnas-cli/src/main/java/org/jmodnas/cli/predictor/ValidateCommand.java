package org.jmodnas.cli.predictor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.additive.AdditivePredictor;
import org.jmodnas.hardware.additive.PredictorValidation;
import org.jmodnas.hardware.additive.PredictorValidation.Row;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas predictor validate}. */
@Command(
    name = "validate",
    description = {
      "Print how well each device is predicted from its reference measurements by what others "
          + "taught: rank correlations, relative errors, and the share of measurements within the "
          + "intervals of nine in ten.",
      "The devices to learn from are predicted too, each by the others."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas predictor validate --metrics latency.csv",
      "  jmodnas predictor validate --metrics latency.csv --devices raspi4,fpga",
      "  jmodnas predictor validate --metrics latency.csv --measured mine.csv"
    })
final class ValidateCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private TrainingOptions training;

  @Option(
      names = "--devices",
      split = ",",
      paramLabel = "NAME,...",
      description = "Devices to keep out of the training; default none.")
  private List<String> devices = List.of();

  @Option(
      names = "--measured",
      paramLabel = "FILE",
      description =
          "Table of further devices, such as 'jmodnas measure' writes: each is predicted from its "
              + "references and judged by its other rows.")
  private @Nullable Path measured;

  @Override
  public void run() {
    MetricTable table = training.table();
    List<String> learnt = training.devices(table, devices);
    List<Integer> references = training.references(table, learnt);
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    groups.put("unseen", unseen(table, learnt, references));
    if (learnt.size() > 1) {
      groups.put(
          "left out", PredictorValidation.leaveOneOut(training.space(), table, learnt, references));
    }
    TextTable text =
        new TextTable().row("device", "", "tau", "rho", "median", "p90", "within", "margin");
    groups.forEach((group, rows) -> rows.forEach(row -> add(text, group, row)));
    text.print(spec.commandLine().getOut());
    spec.commandLine()
        .getOut()
        .println(
            "tau, rho: Kendall and Spearman; median, p90: of the relative error; within: share "
                + "within the interval of nine in ten; margin: median half width of it.");
    spec.commandLine().getOut().flush();
  }

  private List<Row> unseen(MetricTable table, List<String> learnt, List<Integer> references) {
    MetricTable further = measured == null ? null : training.table(measured);
    List<Row> rows = new ArrayList<>();
    if (devices.isEmpty() && further == null) {
      return rows;
    }
    AdditivePredictor predictor =
        AdditivePredictor.learn(training.space(), table, learnt, references);
    for (String device : devices) {
      rows.add(PredictorValidation.of(predictor, table, device, references));
    }
    if (further != null) {
      for (String device : further.devices()) {
        rows.add(PredictorValidation.of(predictor, further, device, references));
      }
    }
    return rows;
  }

  private static void add(TextTable text, String group, Row row) {
    text.row(
        row.device(),
        group,
        format("%.3f", row.kendall()),
        format("%.3f", row.spearman()),
        format("%.2f%%", row.medianError()),
        format("%.1f%%", row.highError()),
        format("%.1f%%", 100 * row.coverage()),
        format("%.1f%%", row.margin()));
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
