package org.jmodnas.baselines.bayesian;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.baselines.Trial;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.NasBench201Space;

/** Objectives that conflict: the larger the choices, the less the one and the more the other. */
final class CountedOperations implements Benchmark {
  private final SearchSpace space = new NasBench201Space();

  @Override
  public String device() {
    return "counted";
  }

  @Override
  public SearchSpace space() {
    return space;
  }

  @Override
  public List<String> objectives() {
    return List.of("error", "cost");
  }

  @Override
  public double[] reference() {
    return new double[] {1, 1};
  }

  @Override
  public List<Fidelity> fidelities() {
    return List.of(Fidelity.FULL);
  }

  /** A choice of 4 first cannot run. */
  @Override
  public Evaluation evaluate(Trial trial) {
    int[] choices = trial.architecture().choices();
    if (choices[0] == 4) {
      return Evaluation.infeasible(trial, 2);
    }
    double share = Arrays.stream(choices).sum() / 24.0;
    double waste = choices[1] / 8.0;
    return new Evaluation(trial, new double[] {(1 - share) * (1 - share) + waste, share + waste});
  }

  @Override
  public Proxies proxies() {
    return new Proxies() {
      @Override
      public Set<String> names() {
        return Set.of();
      }

      @Override
      public double value(String name, Architecture architecture) {
        throw new IllegalArgumentException("There is no proxy, got " + name);
      }
    };
  }
}
