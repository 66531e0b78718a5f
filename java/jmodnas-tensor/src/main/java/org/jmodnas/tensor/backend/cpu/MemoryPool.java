package org.jmodnas.tensor.backend.cpu;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.backend.MemoryUse;

/**
 * Native memory in 64-byte aligned blocks that are reused by size. Shared by all streams of a
 * backend; thread-safe.
 */
final class MemoryPool {
  private static final int ALIGNMENT = 64;

  private final Map<Long, Deque<Block>> idle = new HashMap<>();
  private int streams;
  private long live;
  private long peak;
  private long reserved;

  /** A piece of native memory. */
  record Block(Pointer allocation, long address, long bytes) {}

  synchronized Block take(long bytes) {
    long rounded = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    Deque<Block> free = idle.get(rounded);
    Block block = free == null || free.isEmpty() ? allocate(rounded) : free.pop();
    live += rounded;
    peak = Math.max(peak, live);
    return block;
  }

  synchronized void giveBack(Block block) {
    live -= block.bytes();
    if (streams == 0) {
      deallocate(block);
    } else {
      idle.computeIfAbsent(block.bytes(), bytes -> new ArrayDeque<>()).push(block);
    }
  }

  synchronized MemoryUse use() {
    return new MemoryUse(live, peak, reserved);
  }

  synchronized void open() {
    streams++;
  }

  /** The last stream to close frees all idle memory. */
  synchronized void close() {
    streams--;
    if (streams == 0) {
      trim();
    }
  }

  private Block allocate(long bytes) {
    Pointer allocation = Pointer.malloc(bytes + ALIGNMENT);
    if (allocation == null || allocation.isNull()) {
      trim();
      allocation = Pointer.malloc(bytes + ALIGNMENT);
    }
    if (allocation == null || allocation.isNull()) {
      throw new JModnasException(
          "Out of memory: %d MB in use and %d MB more wanted. Lower the batch, cells or channels"
              .formatted(live >> 20, bytes >> 20));
    }
    reserved += bytes;
    long address = (allocation.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return new Block(allocation, address, bytes);
  }

  private void trim() {
    idle.values().forEach(blocks -> blocks.forEach(this::deallocate));
    idle.clear();
  }

  private void deallocate(Block block) {
    reserved -= block.bytes();
    Pointer.free(block.allocation());
  }
}
