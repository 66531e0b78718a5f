package org.jmodnas.cuda;

import java.util.ArrayList;
import java.util.List;
import jcuda.driver.CUevent;

/** A queue without a device, which remembers what it was told to wait for. */
final class FakeQueue implements WorkQueue {
  private final String name;
  private final List<String> waits = new ArrayList<>();
  private long done;

  FakeQueue(String name) {
    this.name = name;
  }

  /** Everything up to {@code index} is done. */
  void finish(long index) {
    done = index;
  }

  /** What it waited for since the last call, as "name index". */
  List<String> waits() {
    List<String> all = List.copyOf(waits);
    waits.clear();
    return all;
  }

  @Override
  public boolean isDone(long index) {
    return index <= done;
  }

  @Override
  public Fence fence() {
    return new Fence(new CUevent(), Long.MAX_VALUE);
  }

  @Override
  public void waitFor(WorkQueue other, long index) {
    waits.add(((FakeQueue) other).name + " " + index);
  }
}
