package org.jmodnas.baselines.multifidelity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.pareto.FrontOrder;
import org.jmodnas.space.Architecture;

/** What was evaluated with one fidelity, and which of it was promoted to the next. */
final class Rung {
  private final Fidelity fidelity;
  private final List<Evaluation> evaluations = new ArrayList<>();
  private final Set<Architecture> promoted = new HashSet<>();

  Rung(Fidelity fidelity) {
    this.fidelity = fidelity;
  }

  Fidelity fidelity() {
    return fidelity;
  }

  void add(Evaluation evaluation) {
    evaluations.add(evaluation);
  }

  /** Promotes the best of the first 1/η that was not promoted and can run, if there is one. */
  Optional<Architecture> promote(int eta) {
    int[] order = FrontOrder.of(evaluations.stream().map(Evaluation::objectives).toList());
    for (int place = 0; place < order.length / eta; place++) {
      Evaluation candidate = evaluations.get(order[place]);
      if (candidate.isFeasible() && promoted.add(candidate.architecture())) {
        return Optional.of(candidate.architecture());
      }
    }
    return Optional.empty();
  }
}
