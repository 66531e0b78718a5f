package org.jmodnas.tensor;

import java.util.Arrays;

/**
 * The extents of a tensor, outermost first; row-major. Images are (batch, height, width, channels).
 *
 * <p>The empty shape is a scalar of one element.
 */
public final class Shape {
  private final int[] dimensions;
  private final int size;

  private Shape(int[] dimensions) {
    this.dimensions = dimensions;
    long product = 1;
    for (int dimension : dimensions) {
      if (dimension < 1) {
        throw new IllegalArgumentException(
            "Shape " + Arrays.toString(dimensions) + " has a dimension below 1");
      }
      product = Math.multiplyExact(product, dimension);
    }
    this.size = Math.toIntExact(product);
  }

  /** The shape with these extents, each at least 1. */
  public static Shape of(int... dimensions) {
    return new Shape(dimensions.clone());
  }

  /** Number of dimensions. */
  public int rank() {
    return dimensions.length;
  }

  /** Extent of dimension {@code index}; negative counts from the innermost, −1. */
  public int dimension(int index) {
    return dimensions[index < 0 ? index + dimensions.length : index];
  }

  /** Number of elements. */
  public int size() {
    return size;
  }

  /** Size in bytes of float32 elements. */
  public long bytes() {
    return 4L * size;
  }

  /** The extents, as a new array. */
  public int[] toArray() {
    return dimensions.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  @Override
  public String toString() {
    return Arrays.toString(dimensions).replace('[', '(').replace(']', ')');
  }
}
