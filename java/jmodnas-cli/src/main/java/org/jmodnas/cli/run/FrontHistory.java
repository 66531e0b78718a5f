package org.jmodnas.cli.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.run.RunFolder;
import org.jmodnas.run.StepTable;
import org.jmodnas.sampling.Preference;
import org.jmodnas.search.FrontPoint;
import org.jmodnas.search.SearchSession;
import org.jmodnas.search.SearchTarget;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;

/**
 * The fronts of a search as it goes on: {@code evaluations.csv} and {@code hypervolume.csv} of its
 * folder. With limits, also what would be chosen without them is judged.
 */
public final class FrontHistory {
  /** Preferences of a front while the search goes on. */
  private static final int JUDGED = 8;

  private static final String HYPERNETWORK = "hypernetwork";
  private static final String RANDOM = "random";

  private final SearchSession session;
  private final SearchSpace space;
  private final List<MetricObjective> objectives;
  private final List<Preference> preferences;
  private final List<Preference> few;
  private final Function<String, Feasibility> feasibility;
  private final Map<String, Boolean> possible = new HashMap<>();
  private final StepTable evaluations;
  private final StepTable hypervolumes;

  /**
   * The history of a search.
   *
   * @param feasibility of a device
   */
  public FrontHistory(
      RunFolder run,
      SearchSession session,
      Subject subject,
      Function<String, Feasibility> feasibility) {
    this.session = session;
    this.space = subject.space;
    this.objectives = subject.objectives;
    this.preferences = subject.preferences;
    this.few = evenly(preferences);
    this.feasibility = feasibility;
    this.evaluations = new StepTable(run, "evaluations.csv");
    this.hypervolumes = new StepTable(run, "hypervolume.csv");
  }

  /** A few of {@code all}, with the first and the last. */
  private static List<Preference> evenly(List<Preference> all) {
    int count = Math.min(JUDGED, all.size());
    return IntStream.range(0, count)
        .mapToObj(i -> all.get(i * (all.size() - 1) / (count - 1)))
        .toList();
  }

  /** What is searched for: architectures of a space by some objectives, for some preferences. */
  public record Subject(
      SearchSpace space, List<MetricObjective> objectives, List<Preference> preferences) {}

  /**
   * Refuses files of an interrupted run that cannot be gone on with; changes nothing.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if one is damaged
   */
  public void check() {
    evaluations.check();
    hypervolumes.check();
  }

  /** Drops what was judged after {@code step}. */
  public void dropAfter(int step) {
    evaluations.dropAfter(step);
    hypervolumes.dropAfter(step);
  }

  /**
   * Judges the fronts of {@code devices} after {@code step}, by the supernet as it is then and by a
   * few of the preferences, so that it takes little time.
   *
   * @return of each device the architecture of each of those preferences, limits or not
   */
  public Map<String, List<Architecture>> judge(int step, List<String> devices) {
    return judge(step, devices, few);
  }

  /** Judges the whole fronts after the last step; hypervolumes remain those of few preferences. */
  public Map<String, List<Architecture>> judgeEnd(int step, List<String> devices) {
    dropAfter(step - 1);
    return judge(step, devices, preferences);
  }

  private Map<String, List<Architecture>> judge(
      int step, List<String> devices, List<Preference> asked) {
    session.profiler().forget();
    Map<String, List<Architecture>> chosen = new LinkedHashMap<>();
    List<Map<String, Object>> judged = new ArrayList<>();
    List<Map<String, Object>> volumes = new ArrayList<>();
    for (String name : devices) {
      SearchTarget device = session.device(name);
      List<FrontPoint> kept = within(device, asked);
      List<FrontPoint> free =
          feasibility.apply(name).metrics().isEmpty() ? kept : session.profile(device, asked);
      chosen.put(name, architectures(free));
      Set<Architecture> all = new LinkedHashSet<>(architectures(kept));
      all.addAll(architectures(free));
      List<Architecture> front =
          architectures(kept.stream().filter(point -> few.contains(point.preference())).toList());
      judged.addAll(rows(step, device, HYPERNETWORK, List.copyOf(all)));
      Map<String, Object> volume = new LinkedHashMap<>();
      volume.put("step", step);
      volume.put("device", name);
      volume.put("hypervolume", hypervolume(device, front.stream().distinct().toList()));
      volume.put("reference", 1);
      volumes.add(volume);
    }
    evaluations.append(judged);
    hypervolumes.append(volumes);
    return chosen;
  }

  /** The architectures of preferences within the limits; none where nothing keeps them. */
  private List<FrontPoint> within(SearchTarget device, List<Preference> asked) {
    Feasibility limits = feasibility.apply(device.name());
    boolean any = possible.computeIfAbsent(device.name(), name -> limits.impossibility().isEmpty());
    return any ? session.profile(device, asked, limits) : List.of();
  }

  /** Adds architectures that were drawn uniformly, for comparison. */
  public void addRandom(int step, List<String> devices, List<Architecture> drawn) {
    for (String name : devices) {
      evaluations.append(rows(step, session.device(name), RANDOM, drawn));
    }
  }

  private static List<Architecture> architectures(List<FrontPoint> points) {
    return points.stream().map(FrontPoint::architecture).toList();
  }

  private double hypervolume(SearchTarget device, List<Architecture> front) {
    double[] reference = new double[objectives.size() + 1];
    Arrays.fill(reference, 1);
    return Hypervolume.of(session.profiler().normalized(device, front), reference);
  }

  private List<Map<String, Object>> rows(
      int step, SearchTarget device, String source, List<Architecture> architectures) {
    Feasibility limits = feasibility.apply(device.name());
    List<double[]> values = session.profiler().measured(device, architectures);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < architectures.size(); i++) {
      Architecture architecture = architectures.get(i);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("step", step);
      row.put("device", device.name());
      row.put("source", source);
      row.put("index", space.index(architecture));
      row.put("arch", architecture);
      row.put("error", values.get(i)[0]);
      for (int m = 0; m < objectives.size(); m++) {
        row.put(objectives.get(m).name(), values.get(i)[m + 1]);
      }
      row.put("feasible_probability", limits.probability(architecture));
      rows.add(row);
    }
    return rows;
  }
}
