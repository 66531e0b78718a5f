package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.backend.MemoryUse;
import org.junit.jupiter.api.Test;

final class DeviceMemoryTest {
  private static final long MEGABYTE = 1 << 20;

  private final FakeSource source = new FakeSource();
  private final DeviceMemory memory = new DeviceMemory(source);
  private final FakeQueue a = new FakeQueue("a");
  private final FakeQueue b = new FakeQueue("b");

  /** A device of 4 MB. */
  private static final class FakeSource implements BlockSource {
    private final List<DeviceBlock> freed = new ArrayList<>();
    private long left = 4 * MEGABYTE;
    private int allocations;

    @Override
    public Optional<DeviceBlock> allocate(long bytes) {
      if (bytes > left) {
        return Optional.empty();
      }
      left -= bytes;
      allocations++;
      return Optional.of(new DeviceBlock(new DeviceAddress(), bytes));
    }

    @Override
    public void free(DeviceBlock block) {
      assertThat(freed).doesNotContain(block);
      freed.add(block);
      left += block.bytes();
    }

    @Override
    public long free() {
      return left;
    }
  }

  @Test
  void sizesAreRoundedByAtMostAnEighth() {
    assertThat(DeviceMemory.sizeClass(1)).isEqualTo(512);
    assertThat(DeviceMemory.sizeClass(512)).isEqualTo(512);
    assertThat(DeviceMemory.sizeClass(513)).isEqualTo(1024);
    for (long bytes = 4096; bytes < 40 * MEGABYTE; bytes += 997 * 13) {
      long size = DeviceMemory.sizeClass(bytes);
      assertThat(size).isBetween(bytes, bytes + bytes / 8);
      assertThat(DeviceMemory.sizeClass(size)).isEqualTo(size);
    }
  }

  @Test
  void givenBackMemoryIsTakenAgain() {
    DeviceBlock first = memory.take(a, 1000);
    memory.giveBack(first);
    assertThat(memory.take(a, 900)).isSameAs(first);
    assertThat(memory.take(a, 900)).isNotSameAs(first);
    assertThat(source.allocations).isEqualTo(2);
    assertThat(memory.use()).isEqualTo(new MemoryUse(2048, 2048, 2048));
  }

  @Test
  void aBlockThatNeedNotBeWaitedForIsPreferred() {
    DeviceBlock ofA = memory.take(a, 1000);
    DeviceBlock ofB = memory.take(b, 1000);
    DeviceBlock alsoOfB = memory.take(b, 1000);
    ofA.history().noteWrite(a, 1);
    ofB.history().noteWrite(b, 1);
    alsoOfB.history().noteWrite(b, 2);
    memory.giveBack(ofB);
    memory.giveBack(ofA);
    memory.giveBack(alsoOfB);
    assertThat(memory.take(a, 1000)).isSameAs(ofA);
    // Now both others have to be waited for, and the longest idle one most likely is done.
    assertThat(memory.take(a, 1000)).isSameAs(ofB);
    b.finish(2);
    assertThat(memory.take(a, 1000)).isSameAs(alsoOfB);
  }

  /** Two forks that hold one block after the other may next time hold them together. */
  @Test
  void everyOverlapOfTheForksIsProvidedFor() {
    FakeQueue first = new FakeQueue("first");
    memory.addFork(a);
    memory.addFork(b);
    memory.take(first, 1000);
    assertThat(source.allocations).isEqualTo(1);
    List<DeviceBlock> held = List.of(memory.take(a, 1000), memory.take(a, 1000));
    held.forEach(memory::giveBack);
    memory.giveBack(memory.take(b, 1000));
    assertThat(source.allocations).isEqualTo(5);
    for (int i = 0; i < 2; i++) {
      memory.take(a, 1000);
      memory.take(b, 1000);
    }
    assertThat(source.allocations).isEqualTo(5);
    memory.take(first, 1000);
    assertThat(source.allocations).isEqualTo(6);
  }

  @Test
  void nothingIsProvidedOnceMemoryIsScarce() {
    memory.addFork(a);
    memory.addFork(b);
    DeviceBlock large = memory.take(a, 3 * MEGABYTE);
    assertThat(source.allocations).isEqualTo(1);
    memory.take(a, 1000);
    assertThat(source.allocations).isEqualTo(2);
    assertThat(source.freed).isEmpty();
    memory.giveBack(large);
    assertThat(memory.take(b, 3 * MEGABYTE)).isSameAs(large);
  }

  @Test
  void whatIsCachedMakesRoomBeforeMemoryRunsOut() {
    DeviceBlock large = memory.take(a, 3 * MEGABYTE);
    memory.giveBack(large);
    DeviceBlock other = memory.take(a, 2 * MEGABYTE);
    assertThat(source.freed).containsExactly(large);
    assertThat(memory.use()).isEqualTo(new MemoryUse(2 * MEGABYTE, 3 * MEGABYTE, 2 * MEGABYTE));
    assertThatThrownBy(() -> memory.take(a, 3 * MEGABYTE))
        .isInstanceOf(JModnasException.class)
        .hasMessageContaining("2 MB in use")
        .hasMessageContaining("2 MB free")
        .hasMessageContaining("Lower the batch, cells or channels");
    memory.giveBack(other);
    assertThat(memory.use().live()).isZero();
  }

  @Test
  void closingFreesEverythingOnce() {
    DeviceBlock live = memory.take(a, 1000);
    memory.giveBack(memory.take(a, 5000));
    memory.close();
    assertThat(source.freed).hasSize(2).contains(live);
    memory.giveBack(live);
    assertThat(source.freed).hasSize(2);
    assertThat(memory.use().live()).isZero();
    assertThat(memory.use().reserved()).isZero();
  }
}
