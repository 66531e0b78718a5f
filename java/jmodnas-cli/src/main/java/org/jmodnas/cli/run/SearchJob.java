package org.jmodnas.cli.run;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jmodnas.cli.run.SearchWarnings.Warning;
import org.jmodnas.run.Checkpoint;
import org.jmodnas.run.CheckpointStore;
import org.jmodnas.run.EventLog;
import org.jmodnas.search.SearchListener;
import org.jmodnas.search.SearchRun;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.Architecture;

/**
 * The steps of a search, from its beginning or from a checkpoint, with all that is written and
 * shown along the way.
 */
public final class SearchJob {
  /** How many times in a search the log notes its losses, and γ. */
  private static final int NOTES = 100;

  private static final double NANOS = 1e9;

  private final Parts parts;
  private final Schedule schedule;
  private final SearchWarnings warnings;
  private final Set<String> warned = new HashSet<>();

  /** What a search writes and shows. */
  public record Parts(
      EventLog log, CheckpointStore checkpoints, FrontHistory history, Progress progress) {}

  /**
   * When it does so.
   *
   * @param evaluations how many times fronts are judged, the end included
   * @param checkpointSeconds between checkpoints; 0 for the end only
   * @param devices that are searched for, whose fronts are judged
   */
  public record Schedule(int evaluations, double checkpointSeconds, List<String> devices) {
    public Schedule {
      devices = List.copyOf(devices);
    }

    /**
     * Whether fronts are judged after {@code step}: evenly from the warm-up on; after the last step
     * they are in any case.
     */
    boolean judges(int step, int warmup, int steps) {
      long learnt = step - warmup;
      long all = steps - warmup;
      return learnt > 0
          && step < steps
          && learnt * evaluations / all > (learnt - 1) * evaluations / all;
    }
  }

  /**
   * How far a search got.
   *
   * @param finished whether all steps are taken
   * @param step those taken
   * @param seconds that they took
   */
  public record Outcome(boolean finished, int step, double seconds) {}

  /** A job; nothing is written yet. */
  public SearchJob(Parts parts, Schedule schedule, SearchWarnings warnings) {
    this.parts = parts;
    this.schedule = schedule;
    this.warnings = warnings;
  }

  /** Takes up what the log of an interrupted run warned of. */
  private void remember(EventLog log) {
    log.read().stream()
        .filter(event -> event.path("event").asText().equals("warning"))
        .forEach(event -> warned.add(event.path("kind").asText()));
  }

  /**
   * Takes all steps that are left.
   *
   * @param from where to go on; empty to begin
   * @param stop asked after each step whether to stop
   * @return how far it got; if it was stopped, there is a checkpoint
   */
  public Outcome run(SearchSession session, Optional<Checkpoint> from, BooleanSupplier stop) {
    SearchRun search =
        from.map(checkpoint -> session.resume(checkpoint.snapshot())).orElseGet(session::start);
    remember(parts.log);
    parts.log.add(
        from.isPresent() ? "resumed" : "started",
        Map.of("step", search.position(), "steps", search.steps()));
    Timer timer = new Timer(from.map(Checkpoint::seconds).orElse(0.0));
    double saved = timer.seconds();
    while (!search.isDone()) {
      step(search, timer);
      boolean stopped = stop.getAsBoolean();
      double seconds = timer.seconds();
      boolean due = schedule.checkpointSeconds > 0 && seconds - saved >= schedule.checkpointSeconds;
      if (due || stopped || search.isDone()) {
        save(search, seconds);
        saved = seconds;
      }
      if (stopped && !search.isDone()) {
        parts.log.add("interrupted", Map.of("step", search.position()));
        return new Outcome(false, search.position(), seconds);
      }
    }
    return new Outcome(true, search.position(), timer.seconds());
  }

  private void step(SearchRun search, Timer timer) {
    int next = search.position() + 1;
    boolean noted = next == 1 || next % Math.max(search.steps() / NOTES, 1) == 0;
    if (noted) {
      search.observeDeviceWeights();
    }
    search.step();
    if (noted) {
      note(search, timer.seconds());
    }
    parts.progress.stepped(next, search.steps(), timer.seconds(), search.losses());
    if (schedule.judges(next, search.warmupSteps(), search.steps())) {
      // Before half of its steps a hypernetwork has not decided yet.
      boolean decided = 2 * next >= search.warmupSteps() + search.steps();
      Map<String, List<Architecture>> chosen = parts.history.judge(next, schedule.devices);
      if (decided) {
        warnOfFronts(next, chosen);
      }
    }
  }

  /** Judges the fronts of {@code devices} after the last step, also those of unseen ones. */
  public void judgeEnd(int steps, List<String> devices) {
    Map<String, List<Architecture>> chosen = parts.history.judgeEnd(steps, devices);
    chosen.keySet().retainAll(schedule.devices);
    warnOfFronts(steps, chosen);
  }

  private void warnOfFronts(int step, Map<String, List<Architecture>> chosen) {
    warnings.ofFronts(chosen).forEach(warning -> warn(step, warning));
  }

  /** Warns of predictors that rank the architectures of training devices badly. */
  public void warnOfPredictor(String metric, Map<String, Double> rho) {
    warnings.ofPredictor(metric, rho).forEach(warning -> warn(0, warning));
  }

  /** Notes and says a warning of a kind that was not heard before. */
  private void warn(int step, Warning warning) {
    if (warned.add(warning.kind())) {
      parts.log.add(
          "warning", Map.of("step", step, "kind", warning.kind(), "message", warning.message()));
      parts.progress.say("warning: " + warning.message());
    }
  }

  private void note(SearchRun search, double seconds) {
    SearchListener.Losses losses = search.losses();
    Map<String, Object> progress = new LinkedHashMap<>();
    progress.put("step", search.position());
    progress.put("steps", search.steps());
    progress.put("training", losses.training());
    progress.put("validation", losses.validation());
    progress.put("seconds", seconds);
    parts.log.add("progress", progress);
    if (!search.isWarmingUp()) {
      parts.log.add("weights", Map.of("step", search.position(), "gamma", search.deviceWeights()));
    }
  }

  private void save(SearchRun search, double seconds) {
    Path place =
        parts.checkpoints.write(new Checkpoint(search.position(), seconds, search.snapshot()));
    parts.log.add(
        "checkpoint", Map.of("step", search.position(), "folder", place.getFileName().toString()));
  }

  /** Seconds since it was made, beyond those that were taken before. */
  private static final class Timer {
    private final long start = System.nanoTime();
    private final double before;

    Timer(double before) {
      this.before = before;
    }

    double seconds() {
      return before + (System.nanoTime() - start) / NANOS;
    }
  }
}
