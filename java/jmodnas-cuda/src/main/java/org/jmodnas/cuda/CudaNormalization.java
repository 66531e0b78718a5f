package org.jmodnas.cuda;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.NormalizationKernels;
import org.jspecify.annotations.Nullable;

/** Batch normalisation with batch statistics. */
final class CudaNormalization implements NormalizationKernels {
  private final StreamResources resources;

  CudaNormalization(StreamResources resources) {
    this.resources = resources;
  }

  @Override
  public void forward(
      Tensor x, @Nullable Affine affine, float epsilon, Statistics statistics, Tensor y) {
    int channels = x.shape().dimension(-1);
    int rows = x.shape().size() / channels;
    resources
        .kernel("batch_norm_statistics")
        .reads(x)
        .writes(statistics.mean())
        .writes(statistics.variance())
        .integers(rows, channels)
        .launch(Grid.ofColumns(channels));
    resources
        .kernel("batch_norm_apply")
        .reads(x)
        .reads(statistics.mean())
        .reads(statistics.variance())
        .reads(affine == null ? null : affine.scale())
        .reads(affine == null ? null : affine.shift())
        .reals(epsilon)
        .writes(y)
        .integers(rows, channels, 0, 0)
        .launchOver(x.shape().size());
  }

  @Override
  public void backward(Forward forward, Tensor dy, Tensor dx, @Nullable Affine gradient) {
    if (gradient != null) {
      backwardInto(gradient, forward, dy, dx);
      return;
    }
    Shape channels = forward.statistics().mean().shape();
    CudaStorage storage = new CudaStorage(resources, 2 * channels.size());
    try {
      Tensor both = new Tensor(Shape.of(storage.size()), storage, 0);
      Affine sums = new Affine(both.slice(0, channels), both.slice(channels.size(), channels));
      backwardInto(sums, forward, dy, dx);
    } finally {
      storage.release();
    }
  }

  /** The sums over dy that dx needs are the gradients of scale and shift. */
  private void backwardInto(Affine sums, Forward forward, Tensor dy, Tensor dx) {
    int channels = dy.shape().dimension(-1);
    int rows = dy.shape().size() / channels;
    resources
        .kernel("batch_norm_backward_reduce")
        .reads(forward.x())
        .reads(forward.statistics().mean())
        .reads(forward.statistics().variance())
        .reals(forward.epsilon())
        .reads(dy)
        .writes(sums.shift())
        .writes(sums.scale())
        .integers(rows, channels)
        .launch(Grid.ofColumns(channels));
    Affine affine = forward.affine();
    resources
        .kernel("batch_norm_backward_apply")
        .reads(forward.x())
        .reads(forward.statistics().mean())
        .reads(forward.statistics().variance())
        .reads(affine == null ? null : affine.scale())
        .reals(forward.epsilon())
        .reads(dy)
        .reads(sums.shift())
        .reads(sums.scale())
        .writes(dx)
        .integers(rows, channels)
        .launchOver(dy.shape().size());
  }
}
