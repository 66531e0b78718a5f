package org.jmodnas.cuda;

import jcuda.driver.CUevent;

/** Work that runs in the order in which it was queued; the pieces count from 1. */
interface WorkQueue {
  /** A point that other queues can wait for: everything up to piece {@code index} is done. */
  record Fence(CUevent event, long index) {}

  /** Whether piece {@code index} is known to be done; asks nothing of the device. */
  boolean isDone(long index);

  /** A fence behind everything queued so far. */
  Fence fence();

  /** What is queued from now on begins after piece {@code index} of {@code other} is done. */
  void waitFor(WorkQueue other, long index);
}
