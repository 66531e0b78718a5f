package org.jmodnas.cuda;

import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ReductionKernels;

/** Sums in float64 by our own kernels: one value a block, and those added by one more block. */
final class CudaReduction implements ReductionKernels {
  private final StreamResources resources;

  CudaReduction(StreamResources resources) {
    this.resources = resources;
  }

  @Override
  public double sum(Tensor x) {
    return total(resources.kernel("sum_partial").reads(x), x.shape().size());
  }

  @Override
  public double dot(Tensor a, Tensor b) {
    return total(resources.kernel("dot_partial").reads(a).reads(b), a.shape().size());
  }

  @Override
  public void sumRows(Tensor x, Tensor y) {
    int columns = x.shape().dimension(-1);
    resources
        .kernel("sum_rows")
        .reads(x)
        .writes(y)
        .integers(x.shape().size() / columns, columns)
        .launch(Grid.ofColumns(columns));
  }

  /** Launches {@code partial}, whose operands are given, and adds what its blocks leave. */
  private double total(KernelLauncher.Call partial, int size) {
    Grid grid = Grid.summing(size);
    DeviceBlock sums = resources.take((long) Double.BYTES * grid.blocks());
    DeviceBlock result = resources.take(Double.BYTES);
    try {
      partial.writes(sums).integers(size).launch(grid);
      resources
          .kernel("finish_sum")
          .reads(sums)
          .integers(grid.blocks())
          .writes(result)
          .launch(Grid.of(1));
      return resources.transfers().downloadDouble(result);
    } finally {
      resources.giveBack(result);
      resources.giveBack(sums);
    }
  }
}
