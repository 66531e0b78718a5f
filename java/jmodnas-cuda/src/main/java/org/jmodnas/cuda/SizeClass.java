package org.jmodnas.cuda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The blocks of one size, and how many of them the streams have held at a time.
 *
 * <p>How the work of several streams overlaps differs from step to step, and with it the number of
 * blocks that are held together. What one stream holds does not, so the sum over the streams bounds
 * it; and since any fork may get any piece of work, each counts as much as the neediest.
 */
final class SizeClass {
  private final Deque<DeviceBlock> idle = new ArrayDeque<>();
  private final Map<DeviceBlock, WorkQueue> holders = new HashMap<>();
  private final Map<WorkQueue, Integer> held = new HashMap<>();
  private int mostOfFirst;
  private int mostOfFork;
  private int blocks;

  /** Counts a block that was allocated, and offers it. */
  void add(DeviceBlock block) {
    blocks++;
    idle.addLast(block);
  }

  /** Removes and returns the block that {@code queue} has to wait for least, if any is idle. */
  Optional<DeviceBlock> poll(WorkQueue queue) {
    Iterator<DeviceBlock> latestFirst = idle.descendingIterator();
    while (latestFirst.hasNext()) {
      DeviceBlock block = latestFirst.next();
      if (block.history().isFreeFor(queue)) {
        latestFirst.remove();
        return Optional.of(block);
      }
    }
    // The one that was given back longest ago is the likeliest to be done.
    return Optional.ofNullable(idle.pollFirst());
  }

  /** Notes that {@code queue} holds {@code block} now. */
  void hold(DeviceBlock block, WorkQueue queue, boolean fork) {
    holders.put(block, queue);
    int count = held.merge(queue, 1, Integer::sum);
    if (fork) {
      mostOfFork = Math.max(mostOfFork, count);
    } else {
      mostOfFirst = Math.max(mostOfFirst, count);
    }
  }

  /** Takes a block back. */
  void giveBack(DeviceBlock block) {
    held.merge(holders.remove(block), -1, Integer::sum);
    idle.addLast(block);
  }

  /** Blocks that are missing so that the streams may overlap in any way. */
  int missing(int forks) {
    return mostOfFirst + forks * mostOfFork - blocks;
  }

  /** Removes and returns all idle blocks. */
  Deque<DeviceBlock> drain() {
    Deque<DeviceBlock> all = new ArrayDeque<>(idle);
    blocks -= idle.size();
    idle.clear();
    return all;
  }
}
