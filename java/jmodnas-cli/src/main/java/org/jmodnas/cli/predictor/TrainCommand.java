package org.jmodnas.cli.predictor;

import java.nio.file.Path;
import java.util.List;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.additive.AdditivePredictor;
import org.jmodnas.hardware.additive.AdditivePrior;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas predictor train}. */
@Command(
    name = "train",
    description = "Learn from the devices of a table what to expect of the next one.",
    footer = {
      "",
      "Examples:",
      "  jmodnas predictor train --metrics latency.csv --output prior.json",
      "  jmodnas predictor train --metrics latency.csv --train a,b --output prior.json"
    })
final class TrainCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private TrainingOptions training;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "Where to write it, in JSON; must not exist.")
  private Path output;

  @Override
  public void run() {
    MetricTable table = training.table();
    List<String> devices = training.devices(table, List.of());
    AdditivePrior prior =
        AdditivePredictor.learn(
                training.space(), table, devices, training.references(table, devices))
            .prior();
    PriorFile.write(output, prior);
    spec.commandLine().getOut().printf("Learned from %d devices: %s%n", devices.size(), output);
    spec.commandLine().getOut().flush();
  }
}
