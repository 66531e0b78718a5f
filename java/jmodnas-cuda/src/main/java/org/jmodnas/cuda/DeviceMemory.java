package org.jmodnas.cuda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.backend.MemoryUse;

/**
 * Device memory in blocks that are reused by size, shared by all streams of a context; thread-safe.
 *
 * <p>A block may be taken again while work that was queued before still uses it: its {@link
 * AccessHistory} makes the new owner's work wait. A taker therefore gets a block that it need not
 * wait for if there is one, else the one that was given back longest ago.
 */
final class DeviceMemory {
  /** Of every block; the driver aligns to as much. */
  private static final long SMALLEST = 512;

  /** Sizes between two powers of two, so that at most an eighth of a block is lost. */
  private static final int STEPS = 8;

  private final BlockSource source;
  private final Map<Long, Deque<DeviceBlock>> idle = new HashMap<>();
  private final Set<DeviceBlock> all = new HashSet<>();
  private long live;
  private long peak;
  private long reserved;

  DeviceMemory(BlockSource source) {
    this.source = source;
  }

  /** A block of at least {@code bytes} for work of {@code queue}, to be given back. */
  synchronized DeviceBlock take(WorkQueue queue, long bytes) {
    long size = sizeClass(bytes);
    DeviceBlock block = reuse(queue, size).orElseGet(() -> allocate(size));
    live += size;
    peak = Math.max(peak, live);
    return block;
  }

  /** Returns a block; work that was queued before may still use it. */
  synchronized void giveBack(DeviceBlock block) {
    live -= block.bytes();
    if (all.contains(block)) {
      idle.computeIfAbsent(block.bytes(), size -> new ArrayDeque<>()).addLast(block);
    }
  }

  synchronized MemoryUse use() {
    return new MemoryUse(live, peak, reserved);
  }

  /** Frees every block, also those that are not given back yet. */
  synchronized void close() {
    idle.clear();
    all.forEach(source::free);
    all.clear();
    reserved = 0;
  }

  /** {@code bytes} rounded up to a size that blocks have. */
  static long sizeClass(long bytes) {
    long step = Math.max(SMALLEST, Long.highestOneBit(Math.max(1, bytes)) / STEPS);
    return Math.max(1, (bytes + step - 1) / step) * step;
  }

  private Optional<DeviceBlock> reuse(WorkQueue queue, long size) {
    Deque<DeviceBlock> blocks = idle.get(size);
    if (blocks == null || blocks.isEmpty()) {
      return Optional.empty();
    }
    Iterator<DeviceBlock> latestFirst = blocks.descendingIterator();
    while (latestFirst.hasNext()) {
      DeviceBlock block = latestFirst.next();
      if (block.history().isFreeFor(queue)) {
        latestFirst.remove();
        return Optional.of(block);
      }
    }
    return Optional.of(blocks.removeFirst());
  }

  private DeviceBlock allocate(long size) {
    Optional<DeviceBlock> block = source.allocate(size);
    if (block.isEmpty()) {
      trim();
      block = source.allocate(size);
    }
    DeviceBlock found = block.orElseThrow(() -> outOfMemory(size));
    all.add(found);
    reserved += size;
    return found;
  }

  private void trim() {
    for (Deque<DeviceBlock> blocks : idle.values()) {
      for (DeviceBlock block : blocks) {
        source.free(block);
        all.remove(block);
        reserved -= block.bytes();
      }
    }
    idle.clear();
  }

  private JModnasException outOfMemory(long size) {
    return new JModnasException(
        ("The GPU is out of memory: %d MB in use, %d MB more wanted, %d MB free."
                + " Lower the batch, cells or channels")
            .formatted(live >> 20, (size >> 20) + 1, source.free() >> 20));
  }
}
