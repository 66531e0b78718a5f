package org.jmodnas.cli.predictor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.hardware.additive.AdditiveModel;
import org.jmodnas.hardware.additive.AdditivePredictor;
import org.jmodnas.hardware.additive.Measurements;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas predictor predict}. */
@Command(
    name = "predict",
    description = {
      "Print the metric of architectures on a device, in the unit that it was measured in, with the "
          + "interval that holds nine of ten measurements.",
      "All measurements of the device count: ten references, and the more the better."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas predictor predict prior.json --measured mine.csv --device mine",
      "  jmodnas predictor predict prior.json --measured m.csv --device mine --max 20"
    })
final class PredictCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;

  @Parameters(paramLabel = "FILE", description = "What 'predictor train' wrote.")
  private Path prior;

  @Option(
      names = "--measured",
      required = true,
      paramLabel = "FILE",
      description = "Table with the device's measurements.")
  private Path measured;

  @Option(
      names = "--device",
      required = true,
      paramLabel = "NAME",
      description = "The device, a column of the table.")
  private String device;

  @Option(
      names = "--max",
      paramLabel = "VALUE",
      description =
          "A limit of the metric, in its unit: adds the probability that a measurement keeps it.")
  private @Nullable Double limit;

  @Option(
      names = "--arch",
      arity = "1..*",
      paramLabel = "ARCH",
      description = "Canonical strings of architectures; default all of the space.")
  private List<String> architectures = List.of();

  @Override
  public void run() {
    NasBench201Space space = new NasBench201Space();
    if (limit != null && !Double.isFinite(limit)) {
      throw new ConfigurationException("'--max' is a finite number, got '" + limit + "'");
    }
    int[] wanted =
        architectures.isEmpty()
            ? IntStream.range(0, (int) space.count()).toArray()
            : architectures.stream().mapToInt(text -> space.index(space.parse(text))).toArray();
    MetricTable table = MetricTableReader.read(measured, space);
    Measurements known = Measurements.all(table, device);
    AdditiveModel model = new AdditivePredictor(space, PriorFile.read(prior)).fit(known);
    List<Map<String, ?>> results = new ArrayList<>();
    for (int index : wanted) {
      Architecture architecture = space.architecture(index);
      AdditiveModel.Prediction prediction = model.predict(index);
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("index", index);
      result.put("arch", architecture.toString());
      result.put("value", prediction.mean());
      result.put("lower", prediction.lower());
      result.put("upper", prediction.upper());
      if (limit != null) {
        result.put("probability", prediction.probabilityOfAtMost(limit));
      }
      results.add(result);
    }
    format.printer(spec.commandLine().getOut()).printAll("value", results);
  }
}
