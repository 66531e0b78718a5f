package org.jmodnas.tensor.backend.cpu;

import org.bytedeco.javacpp.FloatPointer;
import org.jmodnas.tensor.Storage;
import org.jmodnas.tensor.Tensor;

/** Storage in the native memory of the process. */
final class NativeStorage extends Storage {
  private final MemoryPool pool;
  private final MemoryPool.Block block;

  NativeStorage(MemoryPool pool, int size) {
    super(size);
    this.pool = pool;
    this.block = pool.take(4L * size);
  }

  /** Address of the first element of {@code tensor}, which must live on this backend. */
  static long address(Tensor tensor) {
    if (tensor.storage() instanceof NativeStorage storage) {
      storage.checkAlive();
      return storage.block.address() + 4L * tensor.offset();
    }
    throw new IllegalArgumentException(tensor + " does not live on the CPU backend");
  }

  @Override
  public void read(int start, float[] target, int count) {
    checkAlive();
    floats(start, count).get(target, 0, count);
  }

  @Override
  public void write(int start, float[] source, int count) {
    checkAlive();
    floats(start, count).put(source, 0, count);
  }

  /** A pointer of its own for each access: several threads may read one storage. */
  private Floats floats(int start, int count) {
    return new Floats(block.address() + 4L * start, count);
  }

  @Override
  protected void free() {
    pool.giveBack(block);
  }

  /** A pointer over memory that the pool owns. */
  private static final class Floats extends FloatPointer {
    Floats(long address, int size) {
      this.address = address;
      this.limit = size;
      this.capacity = size;
    }
  }
}
