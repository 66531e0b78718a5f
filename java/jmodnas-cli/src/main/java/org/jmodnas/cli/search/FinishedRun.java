package org.jmodnas.cli.search;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.search.FrontProfiler;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;

/** What a search left in its folder, loaded on the CPU. */
public final class FinishedRun implements AutoCloseable {
  private final RunOptions options;
  private final List<MetricObjective> objectives;
  private final Backend backend;
  private final SearchSession session;

  /**
   * Loads the run in {@code folder}.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if there is none
   */
  public FinishedRun(Path folder, NasBench201Space space) {
    RunDirectory directory = RunDirectory.open(folder);
    options = directory.options();
    objectives = options.objectives(space);
    backend = Backends.open("cpu");
    session =
        new SearchSession(
            options.config(Runtime.getRuntime().availableProcessors()),
            options.inputs(space, objectives),
            backend);
    session.load(directory.model());
  }

  /**
   * Specification of the images of the run in {@code folder}.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if there is none
   */
  public static String data(Path folder) {
    return RunDirectory.open(folder).options().data();
  }

  /** The objectives beside the error. */
  public List<MetricObjective> objectives() {
    return objectives;
  }

  /** The devices that were searched for, then those that were not. */
  public List<String> devices() {
    return Stream.concat(options.devices().stream(), options.unseen().stream()).toList();
  }

  /** Tells errors by the supernet. */
  public FrontProfiler profiler() {
    return session.profiler();
  }

  @Override
  public void close() {
    session.close();
    backend.close();
  }
}
