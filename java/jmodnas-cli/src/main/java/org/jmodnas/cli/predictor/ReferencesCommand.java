package org.jmodnas.cli.predictor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.tensor.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas predictor references}. */
@Command(
    name = "references",
    description =
        "Choose the architectures to measure on a new device: those that lower the mean variance of "
            + "all predictions most.",
    footer = {"", "Examples:", "  jmodnas predictor references --metrics latency.csv --count 10"})
final class ReferencesCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private TrainingOptions training;
  @Mixin private FormatOption format;

  @Option(
      names = {"-n", "--count"},
      defaultValue = "10",
      description = "How many; default ${DEFAULT-VALUE}.")
  private int count;

  @Override
  public void run() {
    if (count < 1) {
      throw new ConfigurationException("Expected at least 1 for '--count', got '" + count + "'");
    }
    MetricTable table = training.table();
    List<Map<String, ?>> results = new ArrayList<>();
    for (int index : training.design(table, training.devices(table, List.of()), count)) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("index", index);
      result.put("arch", training.space().architecture(index).toString());
      results.add(result);
    }
    format.printer(spec.commandLine().getOut()).printAll("index", results);
  }
}
