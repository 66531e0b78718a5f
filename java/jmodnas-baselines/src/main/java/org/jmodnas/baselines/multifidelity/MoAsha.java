package org.jmodnas.baselines.multifidelity;

import java.util.List;
import java.util.Optional;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.variation.UnseenArchitectures;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;

/**
 * Asynchronous successive halving with several objectives (Schmucker et al., "Multi-objective
 * asynchronous successive halving", 2021; the rule of promotion of Li et al., "A system for
 * massively parallel hyperparameter tuning", 2020), with one worker. The fidelities of the
 * benchmark are the rungs: whenever a rung has a member among its best 1/η that was not promoted,
 * it goes one rung up, from the highest rung down; otherwise a new random architecture enters the
 * lowest. Best is by {@link org.jmodnas.pareto.FrontOrder}.
 *
 * <p>On a benchmark with nothing but full evaluations there is one rung and nothing to promote:
 * there it is random search.
 */
public final class MoAsha implements SearchMethod {
  private final UnseenArchitectures unseen;
  private final List<Rung> rungs;
  private final Settings settings;

  /**
   * Settings.
   *
   * @param eta η, of how many members of a rung one is promoted
   */
  public record Settings(int eta) {
    public Settings {
      if (eta < 2) {
        throw new ConfigurationException(
            "Successive halving promotes one of 2 or more, got '%d'".formatted(eta));
      }
    }

    /** As published: one of 3. */
    public static Settings published() {
      return new Settings(3);
    }
  }

  /** A search of {@code benchmark}. */
  public MoAsha(Benchmark benchmark, Philox random, Settings settings) {
    this.settings = settings;
    unseen = new UnseenArchitectures(benchmark.space(), random);
    rungs = benchmark.fidelities().stream().map(Rung::new).toList();
  }

  @Override
  public Optional<Trial> ask() {
    for (int above = rungs.size() - 1; above > 0; above--) {
      Optional<Architecture> promoted = rungs.get(above - 1).promote(settings.eta);
      if (promoted.isPresent()) {
        return Optional.of(new Trial(promoted.get(), rungs.get(above).fidelity()));
      }
    }
    return unseen.draw().map(drawn -> new Trial(drawn, rungs.get(0).fidelity()));
  }

  @Override
  public void tell(Evaluation evaluation) {
    for (Rung rung : rungs) {
      if (rung.fidelity().equals(evaluation.trial().fidelity())) {
        rung.add(evaluation);
      }
    }
  }
}
