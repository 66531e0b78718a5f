package org.jmodnas.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jmodnas.tensor.Tensor;

/** The memory that a piece of work reads and writes. */
final class Accesses {
  private final List<CudaStorage> storages = new ArrayList<>(4);
  private final List<DeviceBlock> reads = new ArrayList<>(4);
  private final List<DeviceBlock> writes = new ArrayList<>(2);
  private final List<Object> readOperands = new ArrayList<>(4);
  private final List<Object> writtenOperands = new ArrayList<>(2);

  Accesses reads(Tensor tensor) {
    readOperands.add(tensor.shape());
    reads.add(block(tensor));
    return this;
  }

  Accesses reads(DeviceBlock block) {
    readOperands.add(block);
    reads.add(block);
    return this;
  }

  Accesses writes(Tensor tensor) {
    writtenOperands.add(tensor.shape());
    writes.add(block(tensor));
    return this;
  }

  Accesses writes(DeviceBlock block) {
    writtenOperands.add(block);
    writes.add(block);
    return this;
  }

  /** Throws if a tensor lies on another GPU than {@code ordinal}. */
  void requireOn(int ordinal) {
    storages.forEach(storage -> storage.requireOn(ordinal));
  }

  /** Lets {@code queue} wait until all of it may be touched. */
  void await(WorkQueue queue) {
    reads.forEach(block -> block.history().awaitRead(queue));
    writes.forEach(block -> block.history().awaitWrite(queue));
  }

  /** Piece {@code index} of {@code queue} is the work. */
  void note(WorkQueue queue, long index) {
    reads.forEach(block -> block.history().noteRead(queue, index));
    writes.forEach(block -> block.history().noteWrite(queue, index));
  }

  /** The shapes, as an error message names them. */
  @Override
  public String toString() {
    return text(readOperands) + " → " + text(writtenOperands);
  }

  private DeviceBlock block(Tensor tensor) {
    CudaStorage storage = CudaStorage.of(tensor);
    storages.add(storage);
    return storage.block();
  }

  private static String text(List<Object> operands) {
    return operands.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
