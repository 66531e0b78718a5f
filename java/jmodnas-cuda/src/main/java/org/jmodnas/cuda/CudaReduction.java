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
  public void sum(Tensor x, Tensor total) {
    add(resources.kernel("sum_partial").reads(x), x.shape().size(), total);
  }

  @Override
  public void dot(Tensor a, Tensor b, Tensor total) {
    add(resources.kernel("dot_partial").reads(a).reads(b), a.shape().size(), total);
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
  private void add(KernelLauncher.Call partial, int size, Tensor total) {
    Grid grid = Grid.summing(size);
    DeviceBlock sums = resources.take((long) Double.BYTES * grid.blocks());
    try {
      partial.writes(sums).integers(size).launch(grid);
      resources
          .kernel("finish_sum")
          .reads(sums)
          .integers(grid.blocks(), 1)
          .writes(total)
          .launch(Grid.of(1));
    } finally {
      resources.giveBack(sums);
    }
  }
}
