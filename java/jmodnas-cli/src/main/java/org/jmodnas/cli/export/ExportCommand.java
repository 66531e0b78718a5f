package org.jmodnas.cli.export;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jmodnas.cli.search.FinishedRun;
import org.jmodnas.evaluation.EvaluatedFile;
import org.jmodnas.evaluation.FrontFile;
import org.jmodnas.evaluation.RunPoint;
import org.jmodnas.export.OnnxExport;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.io.AtomicFile;
import org.jmodnas.tensor.io.FileFailure;
import org.jmodnas.training.NetworkFile;
import org.jmodnas.training.TrainedNetwork;
import org.jmodnas.training.TrainingFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas export}. */
@Command(
    name = "export",
    description = {
      "Write a network for other programs: as ONNX, with the input 'images' (batch, channels, "
          + "height, width) and the output 'logits' (batch, classes), or as safetensors with "
          + "PyTorch's names.",
      "A point of a run that 'jmodnas evaluate' has trained has those weights. Another has the "
          + "supernet's, which were never trained for it alone: expect a lower accuracy."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas export RUN#3 --onnx net.onnx --weights net.safetensors",
      "  jmodnas export trained --onnx net.onnx --input raw",
      "  jmodnas export RUN#3 --onnx net.onnx --batch 1 --force"
    })
public final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN#N|FOLDER",
      description = "A point of a run's 'front.csv', or the folder of 'jmodnas train'.")
  private String source;

  @Option(names = "--onnx", paramLabel = "FILE", description = "Write the network as ONNX.")
  private @Nullable Path onnx;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "Write the weights as safetensors.")
  private @Nullable Path weights;

  @Option(
      names = "--input",
      defaultValue = "normalized",
      description =
          "What the ONNX file takes: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}, numbers "
              + "(x / 255 - mean) / deviation by its metadata. 'raw' takes bytes 0 ... 255.")
  private OnnxExport.Input input;

  @Option(
      names = "--batch",
      defaultValue = "0",
      description = "Images of a run of the ONNX file; default ${DEFAULT-VALUE}, any number.")
  private int batch;

  @Option(
      names = "--calibration",
      defaultValue = "20",
      paramLabel = "BATCHES",
      description =
          "Batches of training images over which the statistics of the supernet's batch norms are "
              + "taken; default ${DEFAULT-VALUE}.")
  private int calibration;

  @Option(names = "--force", description = "Replace files that are there.")
  private boolean force;

  @Override
  public Integer call() {
    check();
    TrainedNetwork network = network(new NasBench201Space());
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: %s%n", network.architecture(), network.origin());
    if (onnx != null) {
      byte[] content = new OnnxExport(input, batch).toBytes(network, version());
      write(onnx, () -> AtomicFile.write(onnx, content));
      out.printf("ONNX: %s, operator set %d%n", onnx, OnnxExport.operatorSet());
    }
    if (weights != null) {
      write(weights, () -> NetworkFile.write(weights, network));
      out.printf("Weights: %s%n", weights);
    }
    out.flush();
    return 0;
  }

  /** Writes a file. */
  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  private static void write(Path file, Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new JModnasException(
          "'%s' cannot be written: %s".formatted(file, FileFailure.reason(e)), e);
    }
  }

  private void check() {
    if (onnx == null && weights == null) {
      throw new ConfigurationException("Nothing to write: give '--onnx', '--weights' or both");
    }
    if (batch < 0 || calibration < 1) {
      throw new ConfigurationException(
          "'--batch' is at least 0 and '--calibration' at least 1, got '%d' and '%d'"
              .formatted(batch, calibration));
    }
    for (Path file : new @Nullable Path[] {onnx, weights}) {
      if (file != null) {
        requireWritable(file);
      }
    }
  }

  private void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new ConfigurationException(
          "'%s' cannot be written: expected a file in a folder that is there".formatted(file));
    }
    if (Files.exists(file) && !force) {
      throw new ConfigurationException(
          "'%s' exists; '--force' replaces it. Nothing was changed".formatted(file));
    }
  }

  private TrainedNetwork network(NasBench201Space space) {
    Optional<RunPoint> point = RunPoint.parse(source);
    if (point.isEmpty()) {
      return new TrainingFolder(Path.of(source), space).network();
    }
    Path run = point.get().run();
    int number = point.get().number();
    Architecture architecture = FrontFile.read(run, space).point(number).architecture();
    Path trained = EvaluatedFile.read(run).model(number);
    if (trained != null) {
      return NetworkFile.read(trained, space);
    }
    try (FinishedRun finished = new FinishedRun(run, space)) {
      return finished.network(architecture, calibration);
    }
  }

  /** The version of this program, as the metadata of a file has it. */
  private Map<String, String> version() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("jmodnas", spec.root().version()[0].toLowerCase(Locale.ROOT));
    return metadata;
  }
}
