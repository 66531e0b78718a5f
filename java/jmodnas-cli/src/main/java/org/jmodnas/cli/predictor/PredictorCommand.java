package org.jmodnas.cli.predictor;

import picocli.CommandLine.Command;

/** The group {@code jmodnas predictor}. */
@Command(
    name = "predictor",
    description =
        "Predict a metric of every architecture on a device from a few measurements, by what other "
            + "devices taught.",
    footer = {
      "",
      "Examples:",
      "  jmodnas predictor validate --metrics latency.csv",
      "  jmodnas predictor references --metrics latency.csv --count 10",
      "  jmodnas predictor train --metrics latency.csv --output latency.json",
      "  jmodnas predictor predict latency.json --measured mine.csv --device mine"
    },
    subcommands = {
      ValidateCommand.class,
      ReferencesCommand.class,
      TrainCommand.class,
      PredictCommand.class,
      RooflineCommand.class
    })
public final class PredictorCommand {}
