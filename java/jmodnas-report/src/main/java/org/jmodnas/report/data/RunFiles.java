package org.jmodnas.report.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jmodnas.run.CsvTable;
import org.jmodnas.tensor.ConfigurationException;

/**
 * The files of a run that a report shows.
 *
 * @param folder the run
 * @param objectives the error, then the metrics
 * @param missing names of files that are not there (yet)
 * @param problems what could not be used, with file and line
 */
public record RunFiles(
    Path folder,
    String configuration,
    ManifestFacts manifest,
    List<Objective> objectives,
    List<FrontRow> front,
    List<EvaluationRow> evaluations,
    List<DeviceRow> devices,
    List<HypervolumeRow> hypervolumes,
    List<PolicyRow> policy,
    List<SimilarityRow> similarity,
    List<TrainedRow> trained,
    List<RunEvent> events,
    List<String> missing,
    List<String> problems) {
  /** One of them is there from the beginning. */
  private static final List<String> MARKS =
      List.of("config.yaml", "manifest.json", "events.jsonl", "front.csv");

  private static final String WEIGHT = "_weight";

  public RunFiles {
    objectives = List.copyOf(objectives);
    front = List.copyOf(front);
    evaluations = List.copyOf(evaluations);
    devices = List.copyOf(devices);
    hypervolumes = List.copyOf(hypervolumes);
    policy = List.copyOf(policy);
    similarity = List.copyOf(similarity);
    trained = List.copyOf(trained);
    events = List.copyOf(events);
    missing = List.copyOf(missing);
    problems = List.copyOf(problems);
  }

  /**
   * Reads what is there.
   *
   * @throws ConfigurationException if {@code run} is no folder of a run
   */
  public static RunFiles read(Path run) {
    if (!Files.isDirectory(run)) {
      throw new ConfigurationException(
          "'%s' is no folder of a run. Expected what 'jmodnas search --output' made"
              .formatted(run));
    }
    RunReader folder = new RunReader(run);
    if (MARKS.stream().noneMatch(name -> Files.isRegularFile(run.resolve(name)))) {
      throw new ConfigurationException(
          "'%s' is no folder of a run: expected one of the files '%s' in it"
              .formatted(run, String.join("', '", MARKS)));
    }
    ManifestFacts manifest = new ManifestFacts(folder.json("manifest.json"));
    Optional<CsvTable> front = folder.table("front.csv");
    Optional<CsvTable> evaluations = folder.table("evaluations.csv");
    List<String> metrics = metrics(manifest, front, evaluations);
    List<DeviceRow> devices =
        folder.rows(
            folder.table("devices.csv"), DeviceRow.REQUIRED, row -> DeviceRow.of(row, metrics));
    return new RunFiles(
        run,
        folder.text("config.yaml").orElse(""),
        manifest,
        objectives(manifest, metrics, devices),
        folder.rows(front, FrontRow.REQUIRED, row -> FrontRow.of(row, metrics)),
        folder.rows(evaluations, EvaluationRow.REQUIRED, row -> EvaluationRow.of(row, metrics)),
        devices,
        folder.rows(folder.table("hypervolume.csv"), HypervolumeRow.REQUIRED, HypervolumeRow::of),
        folder.rows(
            folder.table("policy.csv"), PolicyRow.REQUIRED, row -> PolicyRow.of(row, metrics)),
        folder.rows(folder.table("similarity.csv"), SimilarityRow.REQUIRED, SimilarityRow::of),
        folder.rows(folder.table("evaluated.csv"), TrainedRow.REQUIRED, TrainedRow::of),
        folder.events("events.jsonl"),
        folder.missing(),
        folder.problems());
  }

  /** The events of a kind, in order. */
  public List<RunEvent> events(String kind) {
    return events.stream().filter(event -> event.kind().equals(kind)).toList();
  }

  /** What the manifest says; else what a front weighs; else what was evaluated beside the error. */
  private static List<String> metrics(
      ManifestFacts manifest, Optional<CsvTable> front, Optional<CsvTable> evaluations) {
    List<String> weighed =
        front.map(CsvTable::columns).orElse(List.of()).stream()
            .filter(column -> column.endsWith(WEIGHT))
            .map(column -> column.substring(0, column.length() - WEIGHT.length()))
            .filter(name -> !name.equals("error"))
            .toList();
    List<String> evaluated = evaluations.map(CsvTable::columns).orElse(List.of());
    List<String> after =
        new ArrayList<>(evaluated.subList(evaluated.indexOf("error") + 1, evaluated.size()));
    after.remove("feasible_probability");
    return Stream.of(manifest.metrics(), weighed, after)
        .filter(names -> !names.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<Objective> objectives(
      ManifestFacts manifest, List<String> metrics, List<DeviceRow> devices) {
    List<Objective> objectives = new ArrayList<>(List.of(Objective.error()));
    for (int m = 0; m < metrics.size(); m++) {
      String name = metrics.get(m);
      int index = m;
      boolean maximized =
          manifest.isMaximized(name) || devices.stream().anyMatch(d -> d.maximized().get(index));
      objectives.add(Objective.metric(name, manifest.unit(name), maximized));
    }
    return objectives;
  }
}
