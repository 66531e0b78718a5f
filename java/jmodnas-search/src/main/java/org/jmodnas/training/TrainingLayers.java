package org.jmodnas.training;

import org.jmodnas.network.ForwardingLayers;
import org.jmodnas.network.TapeLayers;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.NormalizationKernels.Affine;
import org.jmodnas.tensor.backend.NormalizationKernels.Statistics;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Normalization;

/**
 * Layers of a training pass: batch norm uses the statistics of the pass and leaves them behind.
 *
 * @param inner the other layers
 * @param statistics over all passes
 * @param shard this pass
 */
record TrainingLayers(TapeLayers inner, RunningStatistics statistics, int shard)
    implements ForwardingLayers {
  @Override
  public Tensor norm(String name, Tensor x) {
    ParameterSet parameters = inner.parameters();
    Affine affine = new Affine(parameters.get(name + ".scale"), parameters.get(name + ".shift"));
    ParameterSet left = statistics.shard(shard);
    Statistics measured =
        new Statistics(
            left.get(name + RunningStatistics.MEAN), left.get(name + RunningStatistics.VARIANCE));
    Shape shape = x.shape();
    if (shard == 0) {
      statistics.count(name, shape.size() / shape.dimension(-1));
    }
    return Normalization.batchNorm(tape(), x, affine, measured);
  }
}
