package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jmodnas.cli.run.FrontHistory;
import org.jmodnas.cli.run.Interruption;
import org.jmodnas.cli.run.Progress;
import org.jmodnas.cli.run.SearchJob;
import org.jmodnas.cli.run.SearchWarnings;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.report.RunReport;
import org.jmodnas.run.Checkpoint;
import org.jmodnas.run.CheckpointStore;
import org.jmodnas.run.EventLog;
import org.jmodnas.run.Manifest;
import org.jmodnas.run.Manifest.Status;
import org.jmodnas.run.RunFolder;
import org.jmodnas.search.SearchSession;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.ClassBalance;
import picocli.CommandLine;

/** Carries a search out in its folder, from the beginning or from where it was interrupted. */
final class SearchExecution {
  /** Architectures by which a predictor is judged before the search. */
  private static final int RANKED = 1000;

  private final SearchPlan plan;
  private final SearchSession session;
  private final Backend backend;
  private final RunDirectory run;
  private final RunFolder folder;
  private final CommandLine command;
  private final PrintWriter out;
  private final Clock clock = Clock.systemUTC();
  private final FrontReport report;
  private final FrontHistory history;
  private final EventLog log;
  private final CheckpointStore checkpoints;

  SearchExecution(
      SearchPlan plan,
      SearchSession session,
      Backend backend,
      RunDirectory run,
      CommandLine command) {
    this.plan = plan;
    this.session = session;
    this.backend = backend;
    this.run = run;
    this.folder = run.folder();
    this.command = command;
    this.out = command.getOut();
    this.report =
        new FrontReport(
            session,
            plan.subject().space(),
            plan.subject().preferences(),
            plan.options().search().seed(),
            plan.constraints());
    this.history =
        new FrontHistory(
            folder, session, plan.subject(), name -> report.feasibility(name, plan.objectives()));
    this.log = new EventLog(folder, clock);
    this.checkpoints = new CheckpointStore(folder, plan.options().checkpoint().keep());
  }

  /**
   * Begins the search.
   *
   * @param stop asked after each step whether to stop
   * @return the exit status
   */
  int begin(BooleanSupplier stop) {
    run.saveOptions(plan.options());
    Manifest manifest = new RunManifest(plan, backend).begin(command, time());
    manifest.write(folder);
    announce();
    plan.notes().forEach(out::println);
    warn();
    return carryOut(Optional.empty(), manifest, stop);
  }

  /** Goes on with the search, from its latest checkpoint if it has one. */
  int resume(BooleanSupplier stop) {
    PrintWriter err = command.getErr();
    RunManifest now = new RunManifest(plan, backend);
    Manifest begun = Manifest.read(folder);
    now.requireSame(begun);
    Optional<Checkpoint> latest = checkpoints.latest(damaged -> err.println("warning: " + damaged));
    err.flush();
    int step = latest.map(Checkpoint::step).orElse(0);
    log.read();
    history.check();
    log.dropAfter(step);
    history.dropAfter(step);
    Manifest manifest = begun.resumed(time(), now.computation());
    manifest.write(folder);
    announce();
    out.printf("Going on after step %d of %d.%n", step, plan.options().search().steps());
    return carryOut(latest, manifest, stop);
  }

  private int carryOut(Optional<Checkpoint> from, Manifest manifest, BooleanSupplier stop) {
    out.flush();
    try (Progress progress = Progress.on(out, command.getErr(), System.getenv())) {
      SearchJob job =
          new SearchJob(
              new SearchJob.Parts(log, checkpoints, history, progress),
              new SearchJob.Schedule(
                  plan.options().front().evaluations(),
                  plan.options().checkpoint().every(),
                  plan.options().devices()),
              new SearchWarnings(plan.subject().space()));
      if (from.isEmpty()) {
        trainPredictor(job);
      }
      SearchJob.Outcome outcome = job.run(session, from, stop);
      progress.close();
      if (!outcome.finished()) {
        return interrupted(manifest, outcome);
      }
      job.judgeEnd(outcome.step(), plan.devices());
      finish(manifest, outcome.seconds());
      return CommandLine.ExitCode.OK;
    } catch (RuntimeException | Error failure) {
      noteFailure(manifest, failure);
      throw failure;
    }
  }

  private void trainPredictor(SearchJob job) {
    if (session.hasPredictors()) {
      int searched = plan.options().devices().size();
      out.printf(
          "Training the metric predictor on %d device%s.%n", searched, searched == 1 ? "" : "s");
      out.flush();
      session.trainPredictor();
    }
    List<MetricObjective> objectives = plan.objectives();
    for (int m = 0; m < objectives.size(); m++) {
      Map<String, Double> rho = new LinkedHashMap<>();
      for (String name : plan.options().devices()) {
        rho.put(
            name,
            session.predictorCorrelation(
                session.device(name), m, objectives.get(m).table(), RANKED));
      }
      job.warnOfPredictor(objectives.get(m).name(), rho);
    }
  }

  private int interrupted(Manifest manifest, SearchJob.Outcome outcome) {
    manifest.ended(Status.interrupted, time(), outcome.seconds()).write(folder);
    out.printf(
        "Interrupted after step %d of %d. Go on with: jmodnas resume %s%n",
        outcome.step(), plan.options().search().steps(), folder.path());
    out.flush();
    return Interruption.EXIT_STATUS;
  }

  private void finish(Manifest manifest, double seconds) {
    run.saveModel(session.state());
    new SearchFindings(plan, session, backend, folder, report, history).write(out);
    log.add("finished", Map.of("step", plan.options().search().steps(), "seconds", seconds));
    manifest.ended(Status.finished, time(), seconds).write(folder);
    out.println("Report: " + RunReport.write(folder.path()));
    out.flush();
  }

  /** Notes that the run failed, where the disk lets it. */
  private void noteFailure(Manifest manifest, Throwable failure) {
    try {
      manifest.ended(Status.failed, time(), manifest.seconds()).write(folder);
    } catch (RuntimeException unwritten) {
      failure.addSuppressed(unwritten);
    }
  }

  private void announce() {
    out.printf(
        "Run %s: backend %s, seed %d%n",
        folder.path(), backend.name(), plan.options().search().seed());
  }

  /** Says before hours of work what cannot come of them. */
  private void warn() {
    PrintWriter err = command.getErr();
    ClassBalance.of(plan.inputs().images())
        .warning()
        .ifPresent(warning -> err.println("warning: " + warning));
    plan.devices().stream()
        .map(name -> report.feasibility(name, plan.objectives()).impossibility())
        .flatMap(Optional::stream)
        .forEach(impossibility -> err.println("warning: " + impossibility.message()));
    err.flush();
  }

  private String time() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
