package org.jmodnas.baselines.trainingfree;

import java.util.List;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.random.Philox;

/**
 * Metrics of architectures by their index, all on one minibatch. The values of one depend on the
 * random stream and on its index alone. May be used by several threads, each with a backend.
 *
 * @param random names the streams and is not drawn from
 */
public record MetricEvaluation(
    List<TrainingFreeMetric> metrics, DeployedNetwork.Size size, Batch batch, Philox random) {
  public MetricEvaluation {
    metrics = List.copyOf(metrics);
  }

  /** The values of the architecture {@code index}, in the order of the metrics. */
  public double[] values(SearchSpace space, int index, Backend backend) {
    Probe.Subject subject = new Probe.Subject(space.architecture(index), size);
    try (TensorScope scope = backend.openScope();
        Probe probe = new Probe(subject, batch, backend, random.split(index))) {
      return metrics.stream().mapToDouble(metric -> metric.value(probe)).toArray();
    }
  }
}
