package org.jmodnas.supernet;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Matrix;
import org.jmodnas.tensor.ops.Shaping;

/**
 * A supernet without images: the score of class 0 grows with each edge that has the operation of
 * benefit, and the score of class 1 is 0. Which architecture is best is known.
 */
public final class BenefitSupernet implements Supernet {
  private static final int EDGES = 6;
  private static final int OPERATIONS = 5;
  private static final int CLASSES = 2;

  private final ParameterSet parameters;
  private final int beneficial;

  /** A supernet in which operation {@code beneficial} of every edge helps. */
  public BenefitSupernet(Backend backend, int beneficial) {
    this.parameters = new ParameterSet.Builder().build(backend);
    this.beneficial = beneficial;
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Tensor stem(Tape tape, Tensor images) {
    return images;
  }

  @Override
  public List<int[]> largest() {
    return List.of();
  }

  @Override
  public double cost(SampledArchitecture sample) {
    return 1;
  }

  @Override
  public Tensor classify(Tape tape, Tensor features, SampledArchitecture sample) {
    int batch = features.shape().dimension(0);
    float[] benefit = new float[EDGES * OPERATIONS * batch * CLASSES];
    for (int edge = 0; edge < EDGES; edge++) {
      for (int image = 0; image < batch; image++) {
        int row = edge * OPERATIONS + beneficial;
        benefit[(row * batch + image) * CLASSES] = 0.5f;
      }
    }
    Tensor gates = sample.trackedGates(tape);
    if (gates == null) {
      throw new IllegalStateException("This supernet is for architecture steps");
    }
    Tensor row = Shaping.view(tape, gates, Shape.of(1, EDGES * OPERATIONS));
    Tensor weights = tape.backend().tensor(Shape.of(EDGES * OPERATIONS, batch * CLASSES), benefit);
    return Shaping.view(tape, Matrix.multiply(tape, row, weights), Shape.of(batch, CLASSES));
  }
}
