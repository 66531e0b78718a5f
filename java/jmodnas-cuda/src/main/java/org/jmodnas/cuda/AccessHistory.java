package org.jmodnas.cuda;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which work last wrote a piece of memory, and which has read it since. A reader waits for the
 * writer, a writer for the writer and all readers; work of the same queue is in order anyway. The
 * history stays with the memory when it is given back and taken again. Thread-safe.
 */
final class AccessHistory {
  private record Access(WorkQueue queue, long index) {}

  private final List<Access> reads = new ArrayList<>(1);
  private @Nullable Access write;

  /** Lets {@code queue} wait until the memory may be read. */
  synchronized void awaitRead(WorkQueue queue) {
    await(queue, write);
  }

  /** Lets {@code queue} wait until the memory may be written. */
  synchronized void awaitWrite(WorkQueue queue) {
    await(queue, write);
    reads.forEach(read -> await(queue, read));
  }

  /** Piece {@code index} of {@code queue} reads the memory. */
  synchronized void noteRead(WorkQueue queue, long index) {
    reads.removeIf(read -> read.queue == queue || read.queue.isDone(read.index));
    reads.add(new Access(queue, index));
  }

  /** Piece {@code index} of {@code queue}, which waited for all before, writes the memory. */
  synchronized void noteWrite(WorkQueue queue, long index) {
    reads.clear();
    write = new Access(queue, index);
  }

  /** Whether all that touched the memory was work of {@code queue}, or is done. */
  synchronized boolean isFreeFor(WorkQueue queue) {
    return isFreeFor(queue, write) && reads.stream().allMatch(read -> isFreeFor(queue, read));
  }

  private static boolean isFreeFor(WorkQueue queue, @Nullable Access access) {
    return access == null || access.queue == queue || access.queue.isDone(access.index);
  }

  private static void await(WorkQueue queue, @Nullable Access access) {
    if (access != null && !isFreeFor(queue, access)) {
      queue.waitFor(access.queue, access.index);
    }
  }
}
