package org.jmodnas.tensor.backend.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;
import static org.jmodnas.tensor.backend.cpu.NativeStorage.address;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.MatrixKernels;
import org.jspecify.annotations.Nullable;

/** Matrix products. */
final class CpuMatrix implements MatrixKernels {
  private final OneDnn library;

  CpuMatrix(OneDnn library) {
    this.library = library;
  }

  /** What a primitive is built for. */
  private record Key(
      Shape a, boolean aTransposed, Shape b, boolean bTransposed, Shape c, boolean bias) {}

  @Override
  public void multiply(Operand a, Operand b, @Nullable Tensor bias, Tensor c) {
    Key key =
        new Key(
            a.tensor().shape(),
            a.transposed(),
            b.tensor().shape(),
            b.transposed(),
            c.shape(),
            bias != null);
    Primitive primitive = library.primitive(key, () -> build(key));
    if (bias == null) {
      primitive.execute(address(a.tensor()), address(b.tensor()), address(c));
    } else {
      primitive.execute(address(a.tensor()), address(b.tensor()), address(c), address(bias));
    }
  }

  private Primitive build(Key key) {
    int rank = key.c.rank();
    long columns = key.c.dimension(-1);
    dnnl_primitive_desc descriptor = OneDnn.descriptor();
    OneDnn.check(
        dnnl_matmul_primitive_desc_create(
            descriptor,
            library.engine(),
            matrix(key.a, key.aTransposed, rank),
            matrix(key.b, key.bTransposed, rank),
            key.bias ? matrix(Shape.of(1, (int) columns), false, rank) : null,
            matrix(key.c, false, rank),
            null),
        "matmul");
    return key.bias
        ? new Primitive(
            library, descriptor, DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST, DNNL_ARG_BIAS)
        : new Primitive(library, descriptor, DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST);
  }

  /**
   * A matrix as read, with a leading batch dimension of 1 where {@code rank} is 3 and its own 2.
   */
  private static dnnl_memory_desc matrix(Shape shape, boolean transposed, int rank) {
    long rows = shape.dimension(-2);
    long columns = shape.dimension(-1);
    long[] dimensions = transposed ? new long[] {columns, rows} : new long[] {rows, columns};
    long[] strides = transposed ? new long[] {1, columns} : new long[] {columns, 1};
    if (rank == 2) {
      return OneDnn.strided(dimensions, strides);
    }
    long batch = shape.rank() == 3 ? shape.dimension(0) : 1;
    return OneDnn.strided(
        new long[] {batch, dimensions[0], dimensions[1]},
        new long[] {rows * columns, strides[0], strides[1]});
  }
}
