package org.jmodnas.baselines.lamoo;

import java.util.function.ToDoubleFunction;

/**
 * The hypervolume of a node's samples and what a node that was sampled little may still hold: HV +
 * 2 C_p √(2 ln n_parent / n).
 *
 * @param exploration C_p, in the unit of the hypervolume
 */
record UpperConfidenceBound(Samples samples, double exploration)
    implements ToDoubleFunction<PartitionNode> {
  @Override
  public double applyAsDouble(PartitionNode node) {
    double visits = Math.log(node.parentSize()) / node.members().size();
    return samples.hypervolume(node.members()) + 2 * exploration * Math.sqrt(2 * visits);
  }
}
