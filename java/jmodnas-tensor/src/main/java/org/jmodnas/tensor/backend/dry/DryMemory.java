package org.jmodnas.tensor.backend.dry;

import java.util.Arrays;
import org.jmodnas.tensor.Storage;
import org.jmodnas.tensor.backend.MemoryUse;

/** Counts bytes as the CPU backend would, without having any. Thread-safe. */
final class DryMemory {
  private static final int ALIGNMENT = 64;

  private long live;
  private long peak;

  synchronized MemoryUse use() {
    return new MemoryUse(live, peak, 0);
  }

  /** Forgets the peak so far; returns what is live. */
  synchronized long restart() {
    peak = live;
    return live;
  }

  private synchronized void add(long bytes) {
    live += bytes;
    peak = Math.max(peak, live);
  }

  /** Elements that are counted while they live, and are all 0. */
  Storage storage(int size) {
    long bytes = (4L * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    add(bytes);
    return new Storage(size) {
      @Override
      public void read(int start, float[] target, int count) {
        checkAlive();
        Arrays.fill(target, 0, count, 0);
      }

      @Override
      public void write(int start, float[] source, int count) {
        checkAlive();
      }

      @Override
      protected void free() {
        add(-bytes);
      }
    };
  }
}
