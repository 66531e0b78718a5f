package org.jmodnas.baselines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;

/**
 * 24 architectures of three decisions, for tests. Two objectives: the mean of the choices as shares
 * of the greatest, and one less that of the first decision, so that there is a front of four.
 */
public final class TinyBenchmark implements Benchmark {
  private static final List<Integer> CHOICES = List.of(4, 2, 3);

  private final List<Fidelity> fidelities;
  private final int infeasible;

  /**
   * A benchmark.
   *
   * @param infeasible the choice of the last decision with which nothing runs; −1 if all do
   */
  public TinyBenchmark(int infeasible, Fidelity... shorter) {
    this.infeasible = infeasible;
    fidelities = new ArrayList<>(List.of(shorter));
    fidelities.add(Fidelity.FULL);
  }

  @Override
  public String device() {
    return "tiny";
  }

  @Override
  public SearchSpace space() {
    return new Space();
  }

  @Override
  public List<String> objectives() {
    return List.of("error", "latency");
  }

  @Override
  public double[] reference() {
    return new double[] {1, 1.5};
  }

  @Override
  public List<Fidelity> fidelities() {
    return fidelities;
  }

  /** A shorter training has the same objectives but for its error, which is lower by its cost. */
  @Override
  public Evaluation evaluate(Trial trial) {
    int[] choices = trial.architecture().choices();
    if (choices[2] == infeasible) {
      return Evaluation.infeasible(trial, 2);
    }
    double share = choices[0] / 3.0;
    double rest = (choices[1] + choices[2] / 2.0) / 2;
    double better = trial.fidelity().equals(Fidelity.FULL) ? 0 : trial.fidelity().cost();
    return new Evaluation(trial, new double[] {(share + rest) / 2 - better, 1 - share + rest / 4});
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
        throw new IllegalArgumentException(name);
      }
    };
  }

  private static final class Space implements SearchSpace {
    @Override
    public String name() {
      return "tiny";
    }

    @Override
    public List<Decision> decisions() {
      return CHOICES.stream()
          .map(count -> new Decision("of" + count, List.of("a", "b", "c", "d").subList(0, count)))
          .toList();
    }

    @Override
    public long count() {
      return 24;
    }

    @Override
    public Architecture decode(int... choices) {
      for (int i = 0; i < choices.length; i++) {
        if (choices[i] < 0 || choices[i] >= CHOICES.get(i)) {
          throw new IllegalArgumentException(Arrays.toString(choices));
        }
      }
      return new Architecture(Arrays.toString(choices), choices);
    }

    @Override
    public Architecture parse(String text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int index(Architecture architecture) {
      int[] choices = architecture.choices();
      return (choices[0] * 2 + choices[1]) * 3 + choices[2];
    }

    @Override
    public Architecture architecture(int index) {
      return decode(index / 6, index / 3 % 2, index % 3);
    }
  }
}
