package org.jmodnas.cli.measure;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.export.OnnxBundle;
import org.jmodnas.hardware.MetricTableFile;
import org.jmodnas.hardware.measurement.DeployedNetworks;
import org.jmodnas.hardware.measurement.HostDescription;
import org.jmodnas.hardware.measurement.LatencyTimer;
import org.jmodnas.hardware.measurement.MachineLoad;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
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
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas measure --out this-machine.csv",
      "  jmodnas measure --out this-machine.csv --append --architectures 9930,55",
      "  jmodnas measure --bundle networks --sample 20"
    })
public final class MeasureCommand implements Callable<Integer> {
  private static final String CPU = "cpu";

  /** Column of a bundle's table. */
  private static final String UNNAMED = "my_device";

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Target target;

  @Mixin private ArchitectureOptions architectures;
  @Mixin private NetworkOptions network;
  @Mixin private TimingOptions timing;
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
    if (append || timing.given()) {
      throw new ConfigurationException(
          "'--bundle' measures nothing: it takes no '--append', '--tolerance',"
              + " '--seconds-per-architecture' or '--allow-noise'");
    }
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
    timing.check();
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
    timing.refuse(before.objectionBefore().stream().toList());
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Measuring %d architectures on %s as '%s', %d in the table already.%n",
        indices.size(), selected, name, wanted.size() - indices.size());
    out.flush();
    Measurement measurement = measure(space, indices, host, before);
    measurement.print(out);
    timing.refuse(measurement.noise());
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("device", name);
    record.putAll(setting);
    record.put("seed", architectures.seed());
    record.put("seconds_per_architecture", timing.seconds());
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
              .<Runnable>map(architecture -> () -> networks.run(architecture))
              .toList();
      LatencyTimer timer = timing.timer(indices.size(), random.split(1));
      return new Measurement(indices, timer.time(passes), host, before, MachineLoad.now());
    }
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
}
