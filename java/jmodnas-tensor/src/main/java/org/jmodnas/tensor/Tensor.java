package org.jmodnas.tensor;

/**
 * A dense, row-major float32 array on a backend: a shape over a slice of a {@link Storage}.
 *
 * <p>A tensor does not own memory; the {@link TensorScope} it was made in does. Using it after that
 * scope has closed throws {@link IllegalStateException}. Two tensors are the same node of a
 * computation only if they are the same object.
 */
public final class Tensor {
  private final Shape shape;
  private final Storage storage;
  private final int offset;

  /** A tensor over {@code shape.size()} elements of {@code storage} from {@code offset}. */
  public Tensor(Shape shape, Storage storage, int offset) {
    if (offset < 0 || offset + shape.size() > storage.size()) {
      throw new IllegalArgumentException(
          "A tensor of shape %s at %d does not fit into %d elements"
              .formatted(shape, offset, storage.size()));
    }
    this.shape = shape;
    this.storage = storage;
    this.offset = offset;
  }

  public Shape shape() {
    return shape;
  }

  public Storage storage() {
    return storage;
  }

  /** First element within the storage. */
  public int offset() {
    return offset;
  }

  /** The same elements under another shape of equal size. */
  public Tensor view(Shape other) {
    if (other.size() != shape.size()) {
      throw new ShapeMismatchException("view", shape.size() + " elements", other);
    }
    return new Tensor(other, storage, offset);
  }

  /** Elements {@code start} … of this tensor, as many as {@code part} has. */
  public Tensor slice(int start, Shape part) {
    return new Tensor(part, storage, offset + start);
  }

  /** Copies all elements to the heap, row-major. */
  public float[] toArray() {
    float[] values = new float[shape.size()];
    storage.read(offset, values, values.length);
    return values;
  }

  /** The value of a tensor of one element. */
  public float item() {
    if (shape.size() != 1) {
      throw new ShapeMismatchException("item", "one element", shape);
    }
    return toArray()[0];
  }

  /** Overwrites all elements with {@code values}, row-major. */
  public Tensor set(float... values) {
    if (values.length != shape.size()) {
      throw new ShapeMismatchException("set", shape.size() + " values", values.length);
    }
    storage.write(offset, values, values.length);
    return this;
  }

  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
