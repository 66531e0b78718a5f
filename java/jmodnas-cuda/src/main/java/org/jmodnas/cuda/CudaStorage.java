package org.jmodnas.cuda;

import org.jmodnas.tensor.Storage;
import org.jmodnas.tensor.Tensor;

/**
 * Storage in device memory. Reading waits for the work that wrote it; writing waits for nothing.
 */
final class CudaStorage extends Storage {
  private final StreamResources home;
  private final DeviceBlock block;

  /** A storage for work on {@code home}'s stream; others wait for that where they must. */
  CudaStorage(StreamResources home, int size) {
    super(size);
    this.home = home;
    this.block = home.take((long) Float.BYTES * size);
  }

  /** The storage of {@code tensor}, which must live on this backend. */
  static CudaStorage of(Tensor tensor) {
    if (tensor.storage() instanceof CudaStorage storage) {
      storage.checkAlive();
      return storage;
    }
    throw new IllegalArgumentException(tensor + " does not live on the CUDA backend");
  }

  /** Device address of the first element of {@code tensor}. */
  static DeviceAddress address(Tensor tensor) {
    return of(tensor).block.address().withByteOffset((long) Float.BYTES * tensor.offset());
  }

  /** Throws unless it lies on GPU {@code ordinal}: one GPU does not reach another's memory. */
  void requireOn(int ordinal) {
    int own = home.context().ordinal();
    if (own != ordinal) {
      throw new IllegalArgumentException(
          ("A tensor of %d elements lives on GPU %d and cannot be used on GPU %d; read it with"
                  + " toArray and make another there")
              .formatted(size(), own, ordinal));
    }
  }

  DeviceBlock block() {
    return block;
  }

  @Override
  public void read(int start, float[] target, int count) {
    checkAlive();
    home.orOpen().transfers().download(block, (long) Float.BYTES * start, target, count);
  }

  @Override
  public void write(int start, float[] source, int count) {
    checkAlive();
    home.orOpen().transfers().upload(source, count, block, (long) Float.BYTES * start);
  }

  @Override
  protected void free() {
    home.giveBack(block);
  }
}
