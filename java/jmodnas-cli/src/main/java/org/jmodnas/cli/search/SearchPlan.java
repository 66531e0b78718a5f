package org.jmodnas.cli.search;

import java.util.List;
import java.util.stream.Stream;
import org.jmodnas.cli.run.FrontHistory;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.search.SearchInputs;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Backend;
import org.jspecify.annotations.Nullable;

/**
 * What a search is going to do, read and checked.
 *
 * @param options everything that decides its result
 * @param inputs images and metrics
 * @param subject space, objectives beside the error, and preferences of a front
 * @param constraints that fronts keep
 * @param accuracy what fronts are scored by; null for nothing
 * @param notes what a user should know of the tables, a line each
 */
record SearchPlan(
    RunOptions options,
    SearchInputs inputs,
    FrontHistory.Subject subject,
    Constraints constraints,
    @Nullable MetricTable accuracy,
    List<String> notes) {
  /**
   * The plan of {@code options}.
   *
   * @param objectives those that the options name
   * @throws ConfigurationException if a search would refuse it
   */
  static SearchPlan of(RunOptions options, List<MetricObjective> objectives, List<String> notes) {
    NasBench201Space space = new NasBench201Space();
    MetricTable accuracy = options.score().read(space);
    Constraints constraints = options.constraints().constraints();
    constraints.requireKnown(
        objectives, Stream.concat(options.devices().stream(), options.unseen().stream()).toList());
    options.config(options.compute().workers());
    return new SearchPlan(
        options,
        options.inputs(space, objectives),
        new FrontHistory.Subject(
            space, objectives, Preferences.spread(objectives.size() + 1, options.front().rays())),
        constraints,
        accuracy,
        notes);
  }

  /** The objectives beside the error. */
  List<MetricObjective> objectives() {
    return subject.objectives();
  }

  /** The devices searched for, then the others. */
  List<String> devices() {
    return Stream.concat(options.devices().stream(), options.unseen().stream()).toList();
  }

  /** A session for it, with models that are not trained yet. */
  SearchSession session(Backend backend) {
    return new SearchSession(options.config(options.compute().workers()), inputs, backend);
  }
}
