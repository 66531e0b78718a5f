package org.jmodnas.cli.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.hardware.additive.PredictorValidation;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preference;
import org.jmodnas.search.DeviceTransfer;
import org.jmodnas.search.SearchSession;
import org.jmodnas.search.TableScore;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.random.Philox;

/** How well a search serves devices of which everything is known, when it is told a part of it. */
final class TransferScores {
  private final SearchSession session;
  private final Backend backend;
  private final List<MetricObjective> objectives;
  private final Truth truth;
  private final List<Preference> preferences;
  private final NasBench201Space space = new NasBench201Space();
  private final DeviceTransfer transfer;
  private final int scored;

  /**
   * What fronts are scored by.
   *
   * @param column of the accuracies
   * @param constraints within which fronts are read
   */
  record Truth(MetricTable accuracy, String column, Constraints constraints) {}

  /**
   * What is measured.
   *
   * @param more random architectures beside the references, one transfer for each number
   * @param rounds of measuring the front of the round before
   * @param seeds of the random architectures
   */
  record Plan(List<Integer> more, int rounds, List<Long> seeds) {}

  /** Scores of a finished search. */
  TransferScores(
      SearchSession session,
      Backend backend,
      List<MetricObjective> objectives,
      Truth truth,
      List<Preference> preferences) {
    this.session = session;
    this.backend = backend;
    this.objectives = objectives;
    this.truth = truth;
    this.preferences = preferences;
    this.transfer = session.transfer();
    this.scored =
        IntStream.range(0, objectives.size())
            .filter(m -> !objectives.get(m).isDeviceIndependent())
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "No objective of the search depends on the device, so there is nothing to"
                            + " transfer"));
  }

  /** A row for each device, number of random measurements and round, and their means. */
  TextTable table(List<String> devices, Plan plan) {
    TextTable text = new TextTable();
    List<String> head =
        new ArrayList<>(List.of("device", "measured", "tau", "median", "within", "margin", "HV"));
    if (!truth.constraints.isEmpty()) {
      head.addAll(List.of("cells", "hold", "best"));
    }
    text.row(head.toArray(String[]::new));
    int transfers = plan.more.size() * (plan.rounds + 1);
    List<List<TransferRow>> ofTransfer = new ArrayList<>();
    IntStream.range(0, transfers).forEach(i -> ofTransfer.add(new ArrayList<>()));
    for (String device : devices) {
      int next = 0;
      for (int count : plan.more) {
        for (TransferRow row : rounds(device, count, plan)) {
          text.row(cells(device, row));
          ofTransfer.get(next++).add(row);
        }
      }
    }
    ofTransfer.forEach(rows -> text.row(cells("mean", TransferRow.mean(rows))));
    return text;
  }

  private String[] cells(String device, TransferRow row) {
    List<String> cells = new ArrayList<>();
    cells.add(device);
    cells.add(String.format(Locale.ROOT, "%.0f", row.measured()));
    cells.add(String.format(Locale.ROOT, "%.3f", row.tau()));
    cells.add(String.format(Locale.ROOT, "%.2f%%", row.median()));
    cells.add(String.format(Locale.ROOT, "%.1f%%", 100 * row.within()));
    cells.add(String.format(Locale.ROOT, "%.1f%%", row.margin()));
    cells.add(String.format(Locale.ROOT, "%.4f", row.hypervolume()));
    if (!truth.constraints.isEmpty()) {
      cells.add(String.format(Locale.ROOT, "%.1f", row.cells()));
      cells.add(String.format(Locale.ROOT, "%.1f", row.hold()));
      cells.add(String.format(Locale.ROOT, "%.2f", row.best()));
    }
    return cells.toArray(String[]::new);
  }

  /** The transfer from the references and {@code count} others, and each round after it. */
  private List<TransferRow> rounds(String device, int count, Plan plan) {
    TableScore score = new TableScore(truth.accuracy, truth.column, objectives, device);
    List<List<TransferRow>> ofRound = new ArrayList<>();
    IntStream.rangeClosed(0, plan.rounds).forEach(round -> ofRound.add(new ArrayList<>()));
    for (long seed : plan.seeds) {
      List<Integer> measured = measured(new Philox(seed, count), count);
      for (int round = 0; round <= plan.rounds; round++) {
        DeviceTransfer.Device described = transfer.device(known(device, measured), device);
        List<Integer> front = front(described);
        ofRound.get(round).add(row(described, measured, front, score));
        front.stream().filter(index -> !measured.contains(index)).forEach(measured::add);
      }
    }
    return ofRound.stream().map(TransferRow::mean).toList();
  }

  /** The distinct cells of the front within the limits. */
  private List<Integer> front(DeviceTransfer.Device described) {
    Feasibility feasibility = transfer.feasibility(described, truth.constraints);
    return session
        .policy()
        .mostLikely(backend, described.target(), preferences, feasibility::isFeasible)
        .stream()
        .flatMap(Optional::stream)
        .map(space::index)
        .distinct()
        .toList();
  }

  private TransferRow row(
      DeviceTransfer.Device described,
      List<Integer> measured,
      List<Integer> front,
      TableScore score) {
    String device = described.target().name();
    PredictorValidation.Row row =
        PredictorValidation.of(
            described.metrics().get(scored).model(),
            objectives.get(scored).table(),
            device,
            measured);
    List<Integer> hold = front.stream().filter(index -> holds(device, index)).toList();
    return new TransferRow(
        measured.size(),
        row.kendall(),
        row.medianError(),
        row.coverage(),
        row.margin(),
        score.hypervolume(front),
        front.size(),
        hold.size(),
        hold.stream()
            .mapToDouble(index -> truth.accuracy.value(truth.column, index))
            .max()
            .orElse(Double.NaN));
  }

  /** Whether the tables say that a cell keeps the limits of {@code device}. */
  private boolean holds(String device, int index) {
    return objectives.stream()
        .allMatch(
            objective ->
                objective.table().value(device, index)
                    <= truth
                        .constraints
                        .of(objective.name(), device)
                        .orElse(Double.POSITIVE_INFINITY));
  }

  /** The references and so many others. */
  private List<Integer> measured(Philox random, int count) {
    List<Integer> indices = new ArrayList<>(ReferenceDevices.ARCHITECTURES);
    while (indices.size() < ReferenceDevices.ARCHITECTURES.size() + count) {
      int index = random.nextInt((int) space.count());
      if (!indices.contains(index)) {
        indices.add(index);
      }
    }
    return indices;
  }

  private List<MetricTable> known(String device, List<Integer> measured) {
    return objectives.stream()
        .map(
            objective ->
                objective.isDeviceIndependent()
                    ? objective.table()
                    : known(objective.table(), device, measured))
        .toList();
  }

  private static MetricTable known(MetricTable table, String device, List<Integer> measured) {
    double[] values = table.values(device);
    double[] some = new double[values.length];
    Arrays.fill(some, Double.NaN);
    measured.forEach(index -> some[index] = values[index]);
    return new MetricTable(table.provenance(), Map.of(device, some));
  }
}
