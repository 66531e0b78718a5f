package org.jmodnas.cuda;

import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.SoftmaxKernels;

/** Softmax and cross entropy by our own kernels, a warp for each row. */
final class CudaSoftmax implements SoftmaxKernels {
  private final StreamResources resources;

  CudaSoftmax(StreamResources resources) {
    this.resources = resources;
  }

  @Override
  public void forward(Tensor x, Tensor y) {
    int columns = x.shape().dimension(-1);
    int rows = x.shape().size() / columns;
    resources
        .kernel("softmax_forward")
        .reads(x)
        .writes(y)
        .integers(rows, columns)
        .launchOverRows(rows);
  }

  @Override
  public void backward(Tensor y, Tensor dy, Tensor dx) {
    int columns = y.shape().dimension(-1);
    int rows = y.shape().size() / columns;
    resources
        .kernel("softmax_backward")
        .reads(y)
        .reads(dy)
        .writes(dx)
        .integers(rows, columns)
        .launchOverRows(rows);
  }

  @Override
  public void crossEntropy(Tensor x, int[] labels, float smoothing, Tensor dx, Tensor mean) {
    int rows = x.shape().dimension(0);
    int classes = x.shape().dimension(1);
    DeviceBlock classOfRow = resources.take((long) Integer.BYTES * rows);
    DeviceBlock losses = resources.take((long) Double.BYTES * rows);
    try {
      resources.transfers().upload(labels, classOfRow);
      resources
          .kernel("cross_entropy")
          .reads(x)
          .reads(classOfRow)
          .reals(smoothing)
          .writes(dx)
          .writes(losses)
          .integers(rows, classes)
          .launchOverRows(rows);
      resources
          .kernel("finish_sum")
          .reads(losses)
          .integers(rows, rows)
          .writes(mean)
          .launch(Grid.of(1));
    } finally {
      resources.giveBack(losses);
      resources.giveBack(classOfRow);
    }
  }
}
