package org.jmodnas.tensor.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

final class StorageTest extends BackendTest {
  private static final int SLICES = 8;
  private static final int SLICE = 64;
  private static final int READS = 20_000;

  /** Workers read different parameters, which are slices of one storage, at the same time. */
  @Test
  void slicesOfOneStorageAreReadByManyThreads() throws Exception {
    Tensor whole = backend.allocate(Shape.of(SLICES * SLICE));
    float[] values = new float[SLICES * SLICE];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / SLICE;
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

  private static int wrongReads(Tensor whole, int slice) {
    Tensor part = whole.slice(slice * SLICE, Shape.of(SLICE));
    int wrong = 0;
    for (int i = 0; i < READS; i++) {
      wrong += part.toArray()[0] == slice ? 0 : 1;
    }
    return wrong;
  }
}
