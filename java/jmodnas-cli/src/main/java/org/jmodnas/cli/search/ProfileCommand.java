package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.search.SearchSession;
import org.jmodnas.search.SearchTarget;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.backend.Backend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas profile}. */
@Command(
    name = "profile",
    description = {
      "Print the front of any device from a finished search, for any number of preferences.",
      "A device the search never saw needs only the ten reference architectures measured: name "
          + "them with '--references'. Its metrics then come with the interval that holds nine of "
          + "ten measurements."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas profile runs/first --device raspi4 --rays 8",
      "  jmodnas profile runs/first --device mine --metrics mine.csv --max latency=20",
      "  jmodnas profile runs/first --device mine --references mine.csv --format csv"
    })
public final class ProfileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;
  @Mixin private BackendOption backend;

  @Parameters(paramLabel = "RUN", description = "The output folder of a search.")
  private Path run;

  @Option(
      names = "--device",
      split = ",",
      paramLabel = "NAME,...",
      description = "Devices, columns of the table; needed unless no objective depends on any.")
  private List<String> devices = List.of();

  @Option(
      names = {"--metrics", "--objectives"},
      split = ",",
      paramLabel = "[NAME=]FILE[:COLUMN]",
      description =
          "Tables with the devices, one for each objective that depends on the device, in the order "
              + "of the search; default those of the search.")
  private List<String> metrics = List.of();

  @Option(
      names = "--rays",
      defaultValue = "24",
      description = "Preferences of a front; default ${DEFAULT-VALUE}.")
  private int rays;

  @Mixin private ConstraintOptions limits;

  @Mixin private ScoreOptions score;

  @Option(
      names = "--references",
      split = ",",
      paramLabel = "[NAME=]FILE",
      description =
          "In place of --metrics: tables with what was measured of devices the search never saw, "
              + "the ten reference architectures and any others; the predicted metrics then come "
              + "with intervals.")
  private List<String> references = List.of();

  @Override
  public Integer call() {
    FrontOptions.requireRays(rays);
    RunDirectory directory = RunDirectory.open(run);
    RunOptions options = directory.options();
    NasBench201Space space = new NasBench201Space();
    List<MetricObjective> searched = options.objectives(space);
    List<MetricObjective> objectives =
        objectives(searched, new Objectives(space, options.network()));
    requireDevices(objectives);
    Constraints constraints = limits.settings(options.constraints()).constraints();
    if (limits.given()) {
      constraints.requireKnown(searched, devices);
    }
    MetricTable accuracy = score.table(space);
    if (accuracy != null && (constraints.isEmpty() || !references.isEmpty())) {
      throw new ConfigurationException(
          "'--score' tells how many cells keep the limits by the tables of '--metrics': give "
              + "'--max', and no '--references'");
    }
    try (Backend opened = backend.open();
        SearchSession session =
            new SearchSession(
                options.config(Runtime.getRuntime().availableProcessors()),
                options.inputs(space, searched),
                opened)) {
      session.load(directory.model());
      List<Preference> preferences = Preferences.spread(searched.size() + 1, rays);
      List<String> refusals;
      if (references.isEmpty()) {
        FrontReport report =
            new FrontReport(session, space, preferences, options.search().seed(), constraints);
        if (accuracy == null) {
          printFronts(report, session, objectives, options.devices());
        } else {
          printScores(report, session, objectives, preferences, accuracy, constraints);
        }
        refusals = report.refusals();
      } else {
        TransferReport report =
            new TransferReport(session, opened, space, preferences, objectives, constraints);
        devices.forEach(report::add);
        format.printer(out()).printAll("arch", report.rows());
        refusals = report.refusals();
      }
      if (!refusals.isEmpty()) {
        throw new JModnasException(String.join("; ", refusals));
      }
    }
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void printFronts(
      FrontReport report,
      SearchSession session,
      List<MetricObjective> objectives,
      List<String> searchedDevices) {
    List<MetricTable> tables = objectives.stream().map(MetricObjective::table).toList();
    for (String name : devices) {
      report.add(session.device(tables, name), searchedDevices.contains(name), objectives);
    }
    format.printer(out()).printAll("arch", report.points());
  }

  private void printScores(
      FrontReport report,
      SearchSession session,
      List<MetricObjective> objectives,
      List<Preference> preferences,
      MetricTable accuracy,
      Constraints constraints) {
    List<MetricTable> tables = objectives.stream().map(MetricObjective::table).toList();
    LimitScore scores =
        new LimitScore(accuracy, score.column(), objectives, constraints, new NasBench201Space());
    for (String name : devices) {
      SearchTarget device = session.device(tables, name);
      Feasibility feasibility = report.feasibility(name, objectives);
      scores.add(
          feasibility,
          report.feasibleFront(device, feasibility),
          session.profile(device, preferences));
    }
    if (format.isText()) {
      scores.print(out());
    } else {
      format.printer(out()).printAll("device", scores.rows());
    }
  }

  /** The objectives of the search, with the tables that '--metrics' or '--references' names. */
  private List<MetricObjective> objectives(List<MetricObjective> searched, Objectives reader) {
    if (!references.isEmpty() && !metrics.isEmpty()) {
      throw new ConfigurationException(
          "'--references' and '--metrics' both name tables of the devices; give one, got '%s' and '%s'"
              .formatted(String.join(",", references), String.join(",", metrics)));
    }
    if (references.isEmpty() && metrics.isEmpty()) {
      return searched;
    }
    return references.isEmpty()
        ? replaced(searched, reader.read(metrics), "--metrics")
        : replaced(searched, reader.read(references), "--references");
  }

  private static List<MetricObjective> replaced(
      List<MetricObjective> searched, List<MetricObjective> given, String option) {
    List<MetricObjective> tables = new ArrayList<>(given);
    long dependent = searched.stream().filter(o -> !o.isDeviceIndependent()).count();
    if (tables.size() != dependent || tables.stream().anyMatch(o -> o.isDeviceIndependent())) {
      throw new ConfigurationException(
          "The search had %d objectives that depend on the device, '%s' names '%d' tables with devices; give one for each"
              .formatted(
                  dependent,
                  option,
                  tables.stream().filter(o -> !o.isDeviceIndependent()).count()));
    }
    List<MetricObjective> objectives = new ArrayList<>();
    for (MetricObjective objective : searched) {
      MetricTable table =
          objective.isDeviceIndependent() ? objective.table() : tables.remove(0).table();
      objectives.add(new MetricObjective(objective.name(), table, objective.direction()));
    }
    return objectives;
  }

  private void requireDevices(List<MetricObjective> objectives) {
    boolean any = objectives.stream().allMatch(MetricObjective::isDeviceIndependent);
    if (devices.isEmpty() && any) {
      devices = List.of(DeviceSelection.ANY);
    }
    if (devices.isEmpty()) {
      throw new ConfigurationException("Missing '--device': expected a column of the tables");
    }
  }
}
