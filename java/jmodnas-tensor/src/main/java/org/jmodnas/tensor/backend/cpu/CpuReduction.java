package org.jmodnas.tensor.backend.cpu;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.MatrixKernels.Operand;
import org.jmodnas.tensor.backend.ReductionKernels;

/**
 * Sums. Small tensors are summed on the heap in double, images by matrix products, which oneDNN
 * vectorises for every layout: a row of ones times the rows, or pieces of a times pieces of b.
 */
final class CpuReduction implements ReductionKernels {
  private static final int SMALL = 4096;

  /** Pieces of an inner product, a power of two: each is summed in float32, all in double. */
  private static final int PARTS = 64;

  private final Backend backend;

  CpuReduction(Backend backend) {
    this.backend = backend;
  }

  @Override
  public void sum(Tensor x, Tensor total) {
    if (x.shape().size() <= SMALL || x.shape().dimension(-1) == x.shape().size()) {
      total.set(total(x.toArray()));
      return;
    }
    try (TensorScope scope = backend.openScope()) {
      Tensor columns = backend.allocate(Shape.of(x.shape().dimension(-1)));
      sumRows(x, columns);
      total.set(total(columns.toArray()));
    }
  }

  @Override
  public void dot(Tensor a, Tensor b, Tensor total) {
    int size = a.shape().size();
    if (size <= SMALL) {
      total.set(dot(a.toArray(), b.toArray()));
      return;
    }
    int parts = Math.min(PARTS, Integer.lowestOneBit(size));
    Shape rows = Shape.of(parts, 1, size / parts);
    try (TensorScope scope = backend.openScope()) {
      Tensor products = backend.allocate(Shape.of(parts, 1, 1));
      backend
          .matrix()
          .multiply(
              new Operand(a.view(rows), false), new Operand(b.view(rows), true), null, products);
      total.set(total(products.toArray()));
    }
  }

  @Override
  public void sumRows(Tensor x, Tensor y) {
    int columns = x.shape().dimension(-1);
    int rows = x.shape().size() / columns;
    if (x.shape().size() <= SMALL) {
      sumRowsOnHeap(x.toArray(), columns, y);
      return;
    }
    try (TensorScope scope = backend.openScope()) {
      Tensor ones = backend.allocate(Shape.of(1, rows));
      backend.elementwise().fill(ones, 1);
      backend
          .matrix()
          .multiply(
              new Operand(ones, false),
              new Operand(x.view(Shape.of(rows, columns)), false),
              null,
              y.view(Shape.of(1, columns)));
    }
  }

  private static void sumRowsOnHeap(float[] values, int columns, Tensor y) {
    double[] sums = new double[columns];
    for (int i = 0; i < values.length; i += columns) {
      for (int j = 0; j < columns; j++) {
        sums[j] += values[i + j];
      }
    }
    float[] result = new float[columns];
    for (int j = 0; j < columns; j++) {
      result[j] = (float) sums[j];
    }
    y.set(result);
  }

  private static float total(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return (float) sum;
  }

  private static float dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return (float) sum;
  }
}
