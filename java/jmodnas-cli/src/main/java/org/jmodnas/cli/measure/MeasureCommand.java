package org.jmodnas.cli.measure;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.hardware.MetricTableFile;
import org.jmodnas.hardware.measurement.DeployedNetworks;
import org.jmodnas.hardware.measurement.HostDescription;
import org.jmodnas.hardware.measurement.LatencyTimer;
import org.jmodnas.hardware.measurement.MachineLoad;
import org.jmodnas.hardware.onnx.OnnxBundle;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.random.Philox;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas measure}. */
@Command(
    name = "measure",
    description = {
      "Measure the latency of deployed networks on this machine and write it as a metric table, "
          + "for 'search' and 'profile'; or write the networks as ONNX files, for any runtime.",
      "It refuses to call noise a measurement: where a median is not known well enough in the "
          + "time, or the machine is busy, nothing is written and the exit status is 1."
    })
public final class MeasureCommand implements Callable<Integer> {
  private static final String CPU = "cpu";
  private static final int OBJECTIONS = 3;

  /** Column of a bundle's table. */
  private static final String UNNAMED = "my_device";

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Target target;

  @Mixin private ArchitectureOptions architectures;
  @Mixin private NetworkOptions network;
  @Mixin private BackendOption backend;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "Column of the table; default the CPU's model, with the batch if above 1.")
  private @Nullable String device;

  @Option(
      names = "--append",
      description = "Add to a table that is there; values in it stay and are not measured again.")
  private boolean append;

  @Option(
      names = "--tolerance",
      defaultValue = "2",
      paramLabel = "PERCENT",
      description = "How well a median must be known, with 95 %% confidence; default 2.")
  private double tolerance;

  @Option(
      names = "--seconds-per-architecture",
      defaultValue = "10",
      paramLabel = "S",
      description = "The most time, shared by all; it ends when all are stable; default 10.")
  private double seconds;

  @Option(names = "--allow-noise", description = "Write noise as well, marked in the JSON file.")
  private boolean allowNoise;

  /** What is written. */
  private static final class Target {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "The table, CSV; circumstances go to a JSON file beside it.")
    private @Nullable Path table;

    @Option(
        names = "--bundle",
        paramLabel = "FOLDER",
        description = "New or empty folder for ONNX files and an empty table, to be timed there.")
    private @Nullable Path bundle;
  }

  @Override
  public Integer call() {
    NasBench201Space space = new NasBench201Space();
    List<Integer> wanted = architectures.choose(space);
    if (target.bundle != null) {
      bundle(space, wanted, target.bundle);
    } else {
      measure(space, wanted, Objects.requireNonNull(target.table, "one of them is given"));
    }
    return 0;
  }

  private void bundle(NasBench201Space space, List<Integer> wanted, Path folder) {
    String name = device == null ? UNNAMED : device;
    MetricTableFile.requireName(name);
    try (Backend opened = backend.open()) {
      new OnnxBundle(network.size(), network.batch(), space)
          .write(folder, wanted, name, new Philox(architectures.seed(), 1), opened);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%d networks in '%s'; %s says how to time them.%n",
        wanted.size(), folder, folder.resolve(OnnxBundle.INSTRUCTIONS));
    out.flush();
  }

  private void measure(NasBench201Space space, List<Integer> wanted, Path file) {
    requirePositive("--tolerance", tolerance);
    requirePositive("--seconds-per-architecture", seconds);
    network.size();
    String selected = backend.select().name();
    HostDescription host = HostDescription.read();
    String name = deviceName(host, selected);
    MeasurementFiles files = MeasurementFiles.open(file, append, space);
    Map<String, Object> setting = new LinkedHashMap<>();
    setting.put("network", network.describe());
    setting.put("backend", selected);
    setting.put("tf32", backend.options().tf32());
    setting.put("deterministic", backend.options().deterministic());
    setting.put("threads", 1);
    files.requireAlike(name, setting);
    List<Integer> indices = files.missing(name, wanted);
    if (indices.isEmpty()) {
      throw new ConfigurationException(
          "'%s' has all values of device '%s' already; nothing to measure".formatted(file, name));
    }
    MachineLoad before = MachineLoad.now();
    refuseNoise(before.objectionBefore().stream().toList());
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Measuring %d architectures on %s as '%s', %d in the table already.%n",
        indices.size(), selected, name, wanted.size() - indices.size());
    out.flush();
    Measurement measurement = measure(space, indices, host, before);
    measurement.print(out);
    refuseNoise(measurement.noise());
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("device", name);
    record.putAll(setting);
    record.put("seed", architectures.seed());
    record.put("seconds_per_architecture", seconds);
    record.putAll(measurement.record(space));
    files.add(name, measurement.medians(), record);
    out.printf("Table: %s, circumstances: %s%n", files.tableFile(), files.recordFile());
    out.flush();
  }

  private Measurement measure(
      NasBench201Space space, List<Integer> indices, HostDescription host, MachineLoad before) {
    Philox random = new Philox(architectures.seed(), 1);
    try (Backend opened = backend.open();
        DeployedNetworks networks =
            new DeployedNetworks(network.size(), network.batch(), random.split(0), opened)) {
      List<Runnable> passes =
          indices.stream()
              .map(space::architecture)
              .<Runnable>map(architecture -> () -> run(networks, architecture))
              .toList();
      LatencyTimer timer =
          new LatencyTimer(
              System::nanoTime, tolerance / 100, seconds * indices.size(), random.split(1));
      return new Measurement(indices, timer.time(passes), host, before, MachineLoad.now());
    }
  }

  private static void run(DeployedNetworks networks, Architecture architecture) {
    networks.run(architecture);
  }

  /** Ends the command unless there is no noise or it is allowed. */
  private void refuseNoise(List<String> noise) {
    if (noise.isEmpty() || allowNoise) {
      return;
    }
    String shown = String.join("; ", noise.subList(0, Math.min(OBJECTIONS, noise.size())));
    int more = noise.size() - OBJECTIONS;
    throw new JModnasException(
        "This is noise and no measurement, nothing was written: "
            + shown
            + (more > 0 ? "; and " + more + " more" : "")
            + ". End other programs and wait a minute, give more '--seconds-per-architecture' or a"
            + " wider '--tolerance', or write it marked with '--allow-noise'");
  }

  private String deviceName(HostDescription host, String selected) {
    if (device != null) {
      MetricTableFile.requireName(device);
      return device;
    }
    if (!selected.equals(CPU)) {
      throw new ConfigurationException(
          "A device other than the CPU has no default name; name '" + selected + "' by --device");
    }
    return host.deviceName() + (network.batch() == 1 ? "" : "_" + network.batch());
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new ConfigurationException("'%s' is above 0, got '%s'".formatted(name, value));
    }
  }
}
