package org.jmodnas.cuda;

import org.jmodnas.cuda.Cublas.Extents;
import org.jmodnas.cuda.Cublas.Matrices;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.MatrixKernels;
import org.jspecify.annotations.Nullable;

/** Matrix products by cuBLAS. */
final class CudaMatrix implements MatrixKernels {
  private final StreamResources resources;

  CudaMatrix(StreamResources resources) {
    this.resources = resources;
  }

  @Override
  public void multiply(Operand a, Operand b, @Nullable Tensor bias, Tensor c) {
    int batch = c.shape().rank() == 3 ? c.shape().dimension(0) : 1;
    resources
        .cublas()
        .multiply(
            new Extents(a.rows(), b.columns(), a.columns(), batch),
            matrices(a.tensor(), a.transposed()),
            matrices(b.tensor(), b.transposed()),
            matrices(c, false),
            new Accesses().reads(a.tensor()).reads(b.tensor()).writes(c));
    if (bias != null) {
      resources.cudnn().addToRows(bias, c);
    }
  }

  private static Matrices matrices(Tensor tensor, boolean transposed) {
    Shape shape = tensor.shape();
    int columns = shape.dimension(-1);
    boolean several = shape.rank() == 3 && shape.dimension(0) > 1;
    long stride = several ? (long) shape.dimension(-2) * columns : 0;
    return new Matrices(CudaStorage.address(tensor), transposed, columns, stride);
  }
}
