package org.jmodnas.cuda;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.backend.MemoryUse;

/**
 * Device memory in blocks that are reused by size, shared by all streams of a context; thread-safe.
 *
 * <p>A block may be taken again while work that was queued before still uses it: its {@link
 * AccessHistory} makes the new owner's work wait. As long as there is memory, so many blocks are
 * kept that steps which do the same work need no further ones, whatever the timing of the streams.
 */
final class DeviceMemory {
  /** Of every block; the driver aligns to as much. */
  private static final long SMALLEST = 512;

  /** Sizes between two powers of two, so that at most an eighth of a block is lost. */
  private static final int STEPS = 8;

  private final BlockSource source;
  private final Map<Long, SizeClass> classes = new HashMap<>();
  private final Set<DeviceBlock> all = new HashSet<>();
  private final Set<WorkQueue> forks = new HashSet<>();
  private long live;
  private long peak;
  private long reserved;
  private boolean scarce;

  DeviceMemory(BlockSource source) {
    this.source = source;
  }

  /** Makes room for {@code queue}, which shares the work with others of its kind. */
  synchronized void addFork(WorkQueue queue) {
    forks.add(queue);
  }

  synchronized void removeFork(WorkQueue queue) {
    forks.remove(queue);
  }

  /** A block of at least {@code bytes} for work of {@code queue}, to be given back. */
  synchronized DeviceBlock take(WorkQueue queue, long bytes) {
    long size = sizeClass(bytes);
    SizeClass blocks = classes.computeIfAbsent(size, key -> new SizeClass());
    DeviceBlock block = blocks.poll(queue).orElseGet(() -> allocate(blocks, queue, size));
    blocks.hold(block, queue, forks.contains(queue));
    live += size;
    peak = Math.max(peak, live);
    provide(blocks, size);
    return block;
  }

  /** Returns a block; work that was queued before may still use it. */
  synchronized void giveBack(DeviceBlock block) {
    live -= block.bytes();
    if (all.contains(block)) {
      classes.get(block.bytes()).giveBack(block);
    }
  }

  synchronized MemoryUse use() {
    return new MemoryUse(live, peak, reserved);
  }

  /** Frees every block, also those that are not given back yet. */
  synchronized void close() {
    classes.clear();
    all.forEach(source::free);
    all.clear();
    reserved = 0;
  }

  /** {@code bytes} rounded up to a size that blocks have. */
  static long sizeClass(long bytes) {
    long step = Math.max(SMALLEST, Long.highestOneBit(Math.max(1, bytes)) / STEPS);
    return Math.max(1, (bytes + step - 1) / step) * step;
  }

  private DeviceBlock allocate(SizeClass blocks, WorkQueue queue, long size) {
    if (!add(blocks, size)) {
      // From now on only what is needed: blocks kept for later would be freed for others again.
      scarce = true;
      trim();
      if (!add(blocks, size)) {
        throw outOfMemory(size);
      }
    }
    return blocks.poll(queue).orElseThrow();
  }

  /** Allocates what other overlaps of the streams will need, as far as there is memory. */
  private void provide(SizeClass blocks, long size) {
    while (!scarce && blocks.missing(forks.size()) > 0) {
      scarce = !add(blocks, size);
    }
  }

  private boolean add(SizeClass blocks, long size) {
    Optional<DeviceBlock> block = source.allocate(size);
    block.ifPresent(
        found -> {
          all.add(found);
          blocks.add(found);
          reserved += size;
        });
    return block.isPresent();
  }

  private void trim() {
    for (SizeClass blocks : classes.values()) {
      for (DeviceBlock block : blocks.drain()) {
        source.free(block);
        all.remove(block);
        reserved -= block.bytes();
      }
    }
  }

  private JModnasException outOfMemory(long size) {
    return new JModnasException(
        ("The GPU is out of memory: %d MB in use, %d MB more wanted, %d MB free."
                + " Lower the batch, cells or channels")
            .formatted(live >> 20, (size >> 20) + 1, source.free() >> 20));
  }
}
