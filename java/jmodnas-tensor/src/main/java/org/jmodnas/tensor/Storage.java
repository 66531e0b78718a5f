package org.jmodnas.tensor;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A block of float32 memory of a backend, counted by its owners (scopes and tapes) and freed when
 * the last one releases it. Counting and reading are thread-safe; writing belongs to one thread.
 */
public abstract class Storage {
  private final int size;
  private final AtomicInteger owners = new AtomicInteger(1);

  /** A storage of {@code size} elements with one owner. */
  protected Storage(int size) {
    this.size = size;
  }

  /** Number of float32 elements. */
  public final int size() {
    return size;
  }

  /** Adds an owner. */
  public final void retain() {
    checkAlive();
    owners.incrementAndGet();
  }

  /** Removes an owner; the last one frees the memory. */
  public final void release() {
    int left = owners.decrementAndGet();
    if (left < 0) {
      throw new IllegalStateException("A storage was released more often than retained");
    }
    if (left == 0) {
      free();
    }
  }

  /** Throws if the memory has been freed. */
  protected final void checkAlive() {
    if (owners.get() <= 0) {
      throw new IllegalStateException(
          "A tensor was used after its scope closed. Keep it with TensorScope.keep");
    }
  }

  /** Copies {@code count} elements from {@code start} into {@code target}. */
  public abstract void read(int start, float[] target, int count);

  /** Copies the first {@code count} elements of {@code source} to {@code start}. */
  public abstract void write(int start, float[] source, int count);

  /** Returns the memory to its allocator. */
  protected abstract void free();
}
