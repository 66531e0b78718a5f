package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.BackendOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Work of more pieces than there are threads. */
@ExtendWith(EmulatedDevice.class)
final class GridStrideTest {
  @Test
  void oneBlockCopiesAllRuns() {
    int outer = 23;
    int inner = 4;
    int width = 9;
    int gap = 2;
    int runs = outer * inner;
    float[] source = new float[runs * width];
    float[] expected = new float[runs * (width + gap)];
    for (int i = 0; i < source.length; i++) {
      source[i] = i;
      expected[i / width * (width + gap) + i % width] = i;
    }
    StreamResources resources = new StreamResources(new CudaContext(0, BackendOptions.standard()));
    Tensor from = tensor(resources, source);
    Tensor to = tensor(resources, new float[expected.length]);
    resources
        .kernel("copy_runs")
        .reads(from)
        .structure(0, inner * width, width)
        .writes(to)
        .structure(0, inner * (width + gap), width + gap)
        .integers(outer, inner, width)
        .launch(Grid.of(1));
    assertThat(to.toArray()).isEqualTo(expected);
    from.storage().release();
    to.storage().release();
    resources.close();
  }

  /** The losses' mean is taken by one block. */
  @Test
  void theMeanOfManyLossesHasThemAll() {
    int rows = 1300;
    Shape shape = Shape.of(rows, 2);
    float[] logits = new float[2 * rows];
    double expected = 0;
    for (int row = 0; row < rows; row++) {
      logits[2 * row] = row % 7;
      expected += Math.log1p(Math.exp(-(row % 7))) / rows;
    }
    try (Backend cuda = EmulatedDevice.open()) {
      Tensor mean = cuda.tensor(Shape.of(), Float.NaN);
      Tensor x = cuda.tensor(shape, logits);
      cuda.softmax().crossEntropy(x, new int[rows], 0, cuda.allocate(shape), mean);
      assertThat((double) mean.item()).isCloseTo(expected, within(1e-6));
    }
  }

  private static Tensor tensor(StreamResources resources, float[] values) {
    CudaStorage storage = new CudaStorage(resources, values.length);
    return new Tensor(Shape.of(values.length), storage, 0).set(values);
  }
}
