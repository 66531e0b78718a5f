package org.jmodnas.baselines.trainingfree;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;

/**
 * Which units of a ReLU are active, one row an image.
 *
 * @param units of an image
 * @param rows 64 units a word
 */
record ActivationPattern(Shape shape, int units, long[][] rows) {
  /** The pattern of a ReLU with the input {@code x}, (batch, …). */
  static ActivationPattern of(Tensor x) {
    int batch = x.shape().dimension(0);
    int units = x.shape().size() / batch;
    float[] values = x.toArray();
    long[][] rows = new long[batch][(units + Long.SIZE - 1) / Long.SIZE];
    for (int i = 0; i < values.length; i++) {
      if (values[i] > 0) {
        int unit = i % units;
        rows[i / units][unit / Long.SIZE] |= 1L << unit;
      }
    }
    return new ActivationPattern(x.shape(), units, rows);
  }

  /** Units that are active for both images or for neither. */
  int agreement(int first, int second) {
    int differing = 0;
    for (int word = 0; word < rows[first].length; word++) {
      differing += Long.bitCount(rows[first][word] ^ rows[second][word]);
    }
    return units - differing;
  }

  /** 1 for an active unit, 0 for another, in the order of the tensor. */
  float[] mask() {
    float[] mask = new float[shape.size()];
    for (int i = 0; i < mask.length; i++) {
      int unit = i % units;
      mask[i] = rows[i / units][unit / Long.SIZE] >>> unit & 1;
    }
    return mask;
  }
}
