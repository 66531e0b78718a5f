package org.jmodnas.cuda;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ElementwiseKernels;
import org.jmodnas.tensor.backend.NormalizationKernels;
import org.jspecify.annotations.Nullable;

/** Batch normalisation with batch statistics. */
final class CudaNormalization implements NormalizationKernels {
  private final StreamResources resources;
  private final ElementwiseKernels elementwise;

  CudaNormalization(StreamResources resources, ElementwiseKernels elementwise) {
    this.resources = resources;
    this.elementwise = elementwise;
  }

  /** What becomes of the normalised values. */
  private enum Result {
    PLAIN,
    RECTIFIED,
    ADDED
  }

  @Override
  public void forward(Forward norm, Tensor y) {
    forward(norm, y, Result.PLAIN);
  }

  @Override
  public void forwardRectified(Forward norm, Tensor y) {
    forward(norm, y, Result.RECTIFIED);
  }

  @Override
  public void forwardSum(List<Tensor> terms, List<Forward> norms, Tensor y) {
    if (!terms.isEmpty()) {
      elementwise.sum(terms, y);
    }
    for (Forward norm : norms) {
      boolean first = terms.isEmpty() && norm == norms.get(0);
      forward(norm, y, first ? Result.PLAIN : Result.ADDED);
    }
  }

  private void forward(Forward norm, Tensor y, Result result) {
    int channels = y.shape().dimension(-1);
    int rows = y.shape().size() / channels;
    Statistics statistics = norm.statistics();
    resources
        .kernel("batch_norm_statistics")
        .reads(norm.x())
        .writes(statistics.mean())
        .writes(statistics.variance())
        .integers(rows, channels)
        .launch(Grid.ofColumns(channels));
    Affine affine = norm.affine();
    resources
        .kernel("batch_norm_apply")
        .reads(norm.x())
        .reads(statistics.mean())
        .reads(statistics.variance())
        .reads(affine == null ? null : affine.scale())
        .reads(affine == null ? null : affine.shift())
        .reals(norm.epsilon())
        .writes(y)
        .integers(rows, channels)
        .integers(result == Result.RECTIFIED ? 1 : 0, result == Result.ADDED ? 1 : 0)
        .launchOver(y.shape().size());
  }

  @Override
  public void backward(
      Forward norm, @Nullable Tensor rectified, Tensor dy, Tensor dx, @Nullable Affine gradient) {
    if (gradient != null) {
      backwardInto(gradient, norm, rectified, dy, dx);
      return;
    }
    Shape channels = norm.statistics().mean().shape();
    CudaStorage storage = new CudaStorage(resources, 2 * channels.size());
    try {
      Tensor both = new Tensor(Shape.of(storage.size()), storage, 0);
      Affine sums = new Affine(both.slice(0, channels), both.slice(channels.size(), channels));
      backwardInto(sums, norm, rectified, dy, dx);
    } finally {
      storage.release();
    }
  }

  /** The sums over dy that dx needs are the gradients of scale and shift. */
  private void backwardInto(
      Affine sums, Forward norm, @Nullable Tensor rectified, Tensor dy, Tensor dx) {
    int channels = dy.shape().dimension(-1);
    int rows = dy.shape().size() / channels;
    resources
        .kernel("batch_norm_backward_reduce")
        .reads(norm.x())
        .reads(norm.statistics().mean())
        .reads(norm.statistics().variance())
        .reals(norm.epsilon())
        .reads(rectified)
        .reads(dy)
        .writes(sums.shift())
        .writes(sums.scale())
        .integers(rows, channels)
        .launch(Grid.ofColumns(channels));
    Affine affine = norm.affine();
    resources
        .kernel("batch_norm_backward_apply")
        .reads(norm.x())
        .reads(norm.statistics().mean())
        .reads(norm.statistics().variance())
        .reads(affine == null ? null : affine.scale())
        .reals(norm.epsilon())
        .reads(rectified)
        .reads(dy)
        .reads(sums.shift())
        .reads(sums.scale())
        .writes(dx)
        .integers(rows, channels)
        .launchOver(dy.shape().size());
  }
}
