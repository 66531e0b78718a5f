package org.jmodnas.search;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.Supernet;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.optim.CosineSchedule;
import org.jmodnas.tensor.optim.GradientClipping;
import org.jmodnas.tensor.optim.Sgd;
import org.jmodnas.tensor.random.Philox;

/**
 * The lower level: one SGD step of the supernet weights w along the mean of the cross-entropy
 * gradients of one sampled architecture for each target device.
 */
public final class WeightStep {
  private final Supernet supernet;
  private final ArchitecturePolicy policy;
  private final Workers workers;
  private final Backend backend;
  private final SearchConfig.Weights config;
  private final Sgd sgd;
  private final CosineSchedule schedule;

  /** A step whose optimiser state {@code backend}'s innermost scope owns. */
  public WeightStep(
      Supernet supernet,
      ArchitecturePolicy policy,
      Workers workers,
      Backend backend,
      SearchConfig config) {
    this.supernet = supernet;
    this.policy = policy;
    this.workers = workers;
    this.backend = backend;
    this.config = config.weights();
    this.sgd =
        new Sgd(
            backend,
            supernet.parameters(),
            (float) config.weights().momentum(),
            (float) config.weights().decay());
    this.schedule =
        new CosineSchedule(
            config.weights().learningRate(), config.weights().lastLearningRate(), config.steps());
  }

  /** Runs step {@code index}; returns the mean cross entropy. */
  public double run(int index, Batch batch, List<TargetDevice> devices, Philox random) {
    try (TensorScope scope = backend.openScope()) {
      Tensor images = backend.tensor(batch.shape(), batch.images());
      List<SampledArchitecture> samples = new ArrayList<>();
      for (int t = 0; t < devices.size(); t++) {
        DeviceDraw draw = policy.draw(backend, devices.get(t), random.split(t), false);
        samples.add(SampledArchitecture.fixed(draw.sample().choices()));
      }
      OrderedSum gradient = new OrderedSum(supernet.parameters().flat().shape().size());
      List<Double> losses =
          workers.map(
              devices.size(),
              (stream, t) -> pass(stream, t, images, batch.labels(), samples.get(t), gradient));
      Tensor flat = backend.tensor(supernet.parameters().flat().shape(), gradient.total());
      float mean = 1f / devices.size();
      float clip = GradientClipping.factor(backend, flat, config.clip() / mean);
      sgd.step(flat, (float) schedule.rate(index), mean * clip);
      return losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
  }

  private double pass(
      Backend stream,
      int t,
      Tensor images,
      int[] labels,
      SampledArchitecture sample,
      OrderedSum gradient) {
    try (Tape tape = new Tape(stream)) {
      supernet.parameters().watch(tape);
      Tensor loss = Softmax.crossEntropy(tape, supernet.logits(tape, images, sample), labels, 0);
      float[] flat = new float[supernet.parameters().flat().shape().size()];
      supernet.parameters().accumulate(tape.backward(loss), flat);
      gradient.add(t, flat);
      return loss.item();
    }
  }
}
