package org.jmodnas.cuda;

import java.util.List;
import java.util.function.Supplier;
import jcuda.jcudnn.cudnnDeterminism;
import org.jmodnas.tensor.JModnasException;

/**
 * An algorithm of cuDNN for one direction of a convolution. Chosen by cuDNN's own prediction, not
 * by timing, so that it is the same in every run.
 *
 * @param number cuDNN's, within its direction
 * @param workspace bytes of memory that it needs while it runs
 */
record ConvolutionAlgorithm(int number, long workspace) {
  private static final long MOST_WORKSPACE = 256L << 20;

  /** What cuDNN says of an algorithm. */
  record Prediction(int number, int status, long workspace, int determinism) {
    private boolean suits(boolean deterministic) {
      return status == 0
          && workspace <= MOST_WORKSPACE
          && (!deterministic || determinism == cudnnDeterminism.CUDNN_DETERMINISTIC);
    }
  }

  /** The algorithm for {@code direction} of the planned convolution. */
  static ConvolutionAlgorithm choose(
      ConvolutionDirection direction, Cudnn cudnn, ConvolutionPlan plan) {
    // The handle belongs to one GPU, and the thread may have worked on another last.
    cudnn.stream().context().bind();
    boolean deterministic = cudnn.stream().context().options().deterministic();
    List<Prediction> predictions =
        answer(() -> direction.predictions(cudnn, plan), direction, plan.key());
    int number = choose(predictions, deterministic, direction, plan.key());
    return new ConvolutionAlgorithm(number, direction.workspace(cudnn, plan, number));
  }

  /**
   * What cuDNN answers. Where it refuses, JCuda may copy as many predictions as an unset number
   * says before it returns the status, and throws.
   */
  static List<Prediction> answer(
      Supplier<List<Prediction>> question,
      ConvolutionDirection direction,
      ConvolutionPlan.Key convolution) {
    try {
      return question.get();
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new JModnasException(
          "cuDNN refused to predict algorithms for '%s' of %s. Compute with '--backend cpu'"
              .formatted(direction.call(), convolution),
          e);
    }
  }

  /** The first algorithm that works and needs no more memory than is sensible. */
  static int choose(
      List<Prediction> fastestFirst,
      boolean deterministic,
      ConvolutionDirection direction,
      ConvolutionPlan.Key convolution) {
    return fastestFirst.stream()
        .filter(prediction -> prediction.suits(deterministic))
        .findFirst()
        .map(Prediction::number)
        .orElseThrow(
            () ->
                new JModnasException(
                    "None of cuDNN's %d algorithms for '%s' of %s is %s. %s"
                        .formatted(
                            fastestFirst.size(),
                            direction.call(),
                            convolution,
                            deterministic ? "deterministic and works" : "one that works",
                            deterministic
                                ? "Allow others with '--no-deterministic'"
                                : "Compute with '--backend cpu'")));
  }
}
