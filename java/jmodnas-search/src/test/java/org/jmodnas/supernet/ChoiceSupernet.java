package org.jmodnas.supernet;

import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.nn.ParameterSet;

/** A supernet without weights, whose score of class 0 of 2 is a function of the choices. */
public final class ChoiceSupernet implements Supernet {
  private static final int EDGES = 6;

  private final ParameterSet parameters;

  public ChoiceSupernet(Backend backend) {
    this.parameters = new ParameterSet.Builder().build(backend);
  }

  /** The score of class 0; that of class 1 is 0. */
  public static float score(int[] choices) {
    float score = 0;
    for (int edge = 0; edge < choices.length; edge++) {
      score += 0.1f * (edge + 1) * choices[edge];
    }
    return score;
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
    float[] scores = new float[2 * batch];
    for (int image = 0; image < batch; image++) {
      scores[2 * image] = score(IntStream.range(0, EDGES).map(sample::choice).toArray());
    }
    return tape.backend().tensor(Shape.of(batch, 2), scores);
  }
}
