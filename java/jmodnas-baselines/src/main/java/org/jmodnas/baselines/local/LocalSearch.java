package org.jmodnas.baselines.local;

import java.util.List;
import java.util.Optional;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.variation.UnseenArchitectures;
import org.jmodnas.baselines.variation.Variation;
import org.jmodnas.pareto.ParetoArchive;
import org.jmodnas.pareto.ParetoArchive.Member;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.random.Philox;

/**
 * Local search around the Pareto set of all that was evaluated: next is a random neighbour, one
 * decision away, of a random member (the baseline of the MODNAS release, after the multi-objective
 * local search of Syne Tune).
 *
 * <p>Unlike there, nothing is evaluated twice: only unseen neighbours count, and members without
 * any are passed over; where no member has one, a random architecture is a new start. Of equal
 * points one stays, where the release drops both.
 */
public final class LocalSearch implements SearchMethod {
  private final UnseenArchitectures unseen;
  private final Variation variation;
  private final Philox random;
  private final ParetoArchive<Architecture> archive = new ParetoArchive<>();

  /** A search of {@code benchmark} from a random architecture on. */
  public LocalSearch(Benchmark benchmark, Philox random) {
    this.random = random;
    unseen = new UnseenArchitectures(benchmark.space(), random);
    variation = new Variation(benchmark.space(), random);
  }

  @Override
  public Optional<Trial> ask() {
    return neighbour().or(unseen::draw).map(Trial::full);
  }

  private Optional<Architecture> neighbour() {
    List<Member<Architecture>> members = archive.members();
    for (int i : random.permutation(members.size())) {
      List<Architecture> candidates =
          variation.neighbours(members.get(i).item()).stream().filter(unseen::contains).toList();
      if (!candidates.isEmpty()) {
        Architecture chosen = candidates.get(random.nextInt(candidates.size()));
        unseen.take(chosen);
        return Optional.of(chosen);
      }
    }
    return Optional.empty();
  }

  @Override
  public void tell(Evaluation evaluation) {
    if (evaluation.isFeasible()) {
      archive.offer(evaluation.architecture(), evaluation.objectives());
    }
  }
}
