package org.jmodnas.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

/** Memory, scopes, and streams over one memory. */
public abstract class StreamContract extends BackendTest {
  private static final int SLICES = 8;
  private static final int SLICE = 64;
  private static final Shape SHAPE = Shape.of(3, 1001);

  /** Reads of each thread, enough to meet each other. */
  protected int concurrentReads() {
    return 20_000;
  }

  /** Workers read different parameters, which are slices of one storage, at the same time. */
  @Test
  void slicesOfOneStorageAreReadByManyThreads() throws Exception {
    Tensor whole = backend.allocate(Shape.of(SLICES * SLICE));
    float[] values = new float[SLICES * SLICE];
    for (int slice = 0; slice < SLICES; slice++) {
      Arrays.fill(values, slice * SLICE, (slice + 1) * SLICE, slice);
    }
    whole.set(values);
    ExecutorService threads = Executors.newFixedThreadPool(SLICES);
    try {
      List<Future<Integer>> wrong = new ArrayList<>();
      for (int i = 0; i < SLICES; i++) {
        int slice = i;
        wrong.add(threads.submit(() -> wrongReads(whole, slice)));
      }
      for (Future<Integer> count : wrong) {
        assertThat(count.get()).as("reads of another slice").isZero();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aForkReadsWhatWasQueuedBefore() {
    try (Backend fork = backend.fork()) {
      Tensor x = backend.allocate(SHAPE);
      Tensor y = fork.allocate(SHAPE);
      for (int round = 1; round <= 20; round++) {
        backend.elementwise().fill(x, round);
        fork.elementwise().affine(x, 2, 1, y);
        backend.elementwise().affine(y, 1, 1, x);
        assertThat(x.toArray()).containsOnly(2 * round + 2);
      }
    }
  }

  /** Memory that one stream gave back is written by another while the first may still read it. */
  @Test
  void reusedMemoryWaitsForItsReaders() {
    try (Backend fork = backend.fork()) {
      Tensor total = fork.zeros(SHAPE);
      for (int round = 1; round <= 20; round++) {
        try (TensorScope scope = backend.openScope()) {
          Tensor term = backend.allocate(SHAPE);
          backend.elementwise().fill(term, round);
          fork.elementwise().sum(List.of(total, term), total);
        }
      }
      assertThat(total.toArray()).containsOnly(210);
    }
  }

  @Test
  void aTensorOutlivesTheStreamThatMadeIt() {
    Tensor kept;
    try (Backend fork = backend.fork()) {
      kept = backend.adopt(fork.allocate(SHAPE));
      fork.elementwise().fill(kept, 3);
    }
    assertThat(kept.toArray()).containsOnly(3);
    kept.set(new float[SHAPE.size()]);
    backend.elementwise().affine(kept, 1, 5, kept);
    assertThat(kept.toArray()).containsOnly(5);
  }

  @Test
  void transfersOfAnyLengthArrive() {
    for (int size : new int[] {1, 1000, 65_537, 300_001, 2_200_001}) {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = i % 8191;
      }
      try (TensorScope scope = backend.openScope()) {
        Tensor tensor = backend.tensor(Shape.of(size), values);
        // A transfer under way must not see what comes after it.
        backend.tensor(Shape.of(size), new float[size]);
        Arrays.fill(values, size / 2, size, -1);
        float[] read = tensor.toArray();
        assertThat(read[0]).isZero();
        assertThat(read[size / 2]).isEqualTo(size / 2 % 8191);
        assertThat(read[size - 1]).isEqualTo((size - 1) % 8191);
      }
    }
  }

  @Test
  void liveBytesReturnToWhereTheyWereAndMemoryIsReused() {
    long live = backend.memory().live();
    long reserved = 0;
    for (int round = 0; round < 5; round++) {
      try (TensorScope scope = backend.openScope()) {
        for (int i = 1; i <= 4; i++) {
          backend.zeros(Shape.of(1000 * i));
        }
        assertThat(backend.memory().live()).isGreaterThanOrEqualTo(live + 40_000);
      }
      assertThat(backend.memory().live()).isEqualTo(live);
      assertThat(backend.memory().peak()).isGreaterThanOrEqualTo(live + 40_000);
      if (round > 0) {
        assertThat(backend.memory().reserved()).isEqualTo(reserved);
      }
      reserved = backend.memory().reserved();
    }
  }

  @Test
  void aTensorWhoseScopeHasClosedIsRefused() {
    Tensor gone;
    try (TensorScope scope = backend.openScope()) {
      gone = backend.zeros(SHAPE);
    }
    Tensor other = backend.allocate(SHAPE);
    assertThatThrownBy(gone::toArray).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> backend.elementwise().copy(gone, other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("TensorScope.keep");
  }

  private int wrongReads(Tensor whole, int slice) {
    Tensor part = whole.slice(slice * SLICE, Shape.of(SLICE));
    int wrong = 0;
    for (int i = 0; i < concurrentReads(); i++) {
      wrong += part.toArray()[0] == slice ? 0 : 1;
    }
    return wrong;
  }
}
