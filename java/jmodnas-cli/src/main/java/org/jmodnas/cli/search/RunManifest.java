package org.jmodnas.cli.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jmodnas.hardware.Direction;
import org.jmodnas.hardware.measurement.HostDescription;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.run.Manifest;
import org.jmodnas.run.Manifest.Status;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.BackendSelection;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.data.DatasetFingerprint;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import picocli.CommandLine;

/** What is noted of a search when it begins. */
record RunManifest(SearchPlan plan, Backend backend) {
  /** The manifest of a search that {@code command} begins at {@code time}. */
  Manifest begin(CommandLine command, String time) {
    RunOptions options = plan.options();
    return new Manifest(
        version(),
        originalArguments(command),
        options.search().seed(),
        Status.running,
        time,
        null,
        0,
        List.of(),
        Manifest.Java.here(),
        Manifest.Machine.here(HostDescription.read().cpuModel()),
        computation(),
        data(),
        tables(),
        objectives(),
        options.constraints().confidence());
  }

  /** Where it is computed. */
  Manifest.Computation computation() {
    BackendSelection selection = Backends.select(backend.name());
    return new Manifest.Computation(
        backend.name(),
        selection.provider().probe(selection.device()).reason(),
        plan.options().compute().workers());
  }

  /**
   * Checks that a search which goes on has what it began with.
   *
   * @throws ConfigurationException naming the images or the table that changed
   */
  void requireSame(Manifest begun) {
    if (!data().sha256().equals(begun.data().sha256())) {
      throw changed("Images '" + plan.options().data() + "'");
    }
    for (Manifest.Table table : tables()) {
      if (!begun.tables().contains(table)) {
        throw changed("Table '" + table.file() + "'");
      }
    }
  }

  private static ConfigurationException changed(String what) {
    return new ConfigurationException(
        "%s changed since the search began: expected the content whose SHA-256 is in '%s'. Bring it back, or begin a new search"
            .formatted(what, Manifest.FILE));
  }

  private static String version() {
    return Optional.ofNullable(RunManifest.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }

  private static List<String> originalArguments(CommandLine command) {
    CommandLine root = command;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    return root.getParseResult().originalArgs();
  }

  private List<Manifest.Objective> objectives() {
    List<Manifest.Objective> objectives = new ArrayList<>();
    objectives.add(new Manifest.Objective("error", null, Direction.MINIMIZE.wanted()));
    for (int m = 0; m < plan.objectives().size(); m++) {
      MetricObjective objective = plan.objectives().get(m);
      objectives.add(
          new Manifest.Objective(
              objective.name(),
              ObjectiveSpec.parse(plan.options().objectives().get(m)).unit().orElse(null),
              objective.direction().wanted()));
    }
    return objectives;
  }

  private Manifest.Data data() {
    ImageDataset images = plan.inputs().images();
    ImageSize size = images.imageSize();
    return new Manifest.Data(
        plan.options().data(),
        images.size(),
        "%dx%dx%d".formatted(size.height(), size.width(), size.channels()),
        images.classes(),
        DatasetFingerprint.of(images));
  }

  private List<Manifest.Table> tables() {
    RunOptions options = plan.options();
    Stream<Path> metrics =
        options.objectives().stream()
            .map(ObjectiveSpec::parse)
            .map(ObjectiveSpec::file)
            .flatMap(Optional::stream);
    Stream<Path> score = Optional.ofNullable(options.score().table()).map(Path::of).stream();
    return Stream.concat(metrics, score).distinct().map(Manifest.Table::of).toList();
  }
}
