package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jmodnas.cuda.ConvolutionAlgorithm.Prediction;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.junit.jupiter.api.Test;

final class ConvolutionAlgorithmTest {
  private static final ConvolutionPlan.Key CONVOLUTION =
      new ConvolutionPlan.Key(
          new Geometry(2, 1), Shape.of(1, 8, 8, 3), Shape.of(4, 3, 3, 3), Shape.of(1, 4, 4, 4));
  private static final Prediction UNSUPPORTED = new Prediction(7, 3000, 0, 1);
  private static final Prediction HUNGRY = new Prediction(6, 0, 1L << 40, 1);
  private static final Prediction LOOSE = new Prediction(3, 0, 100, 0);
  private static final Prediction STRICT = new Prediction(1, 0, 100, 1);

  @Test
  void theFirstThatSuitsIsTaken() {
    List<Prediction> all = List.of(UNSUPPORTED, HUNGRY, LOOSE, STRICT);
    assertThat(choose(all, false)).isEqualTo(3);
    assertThat(choose(all, true)).isEqualTo(1);
  }

  @Test
  void aShapeWithoutAnAlgorithmIsNamed() {
    assertThatThrownBy(() -> choose(List.of(LOOSE), true))
        .isInstanceOf(JModnasException.class)
        .hasMessageContaining("'cudnnConvolutionBackwardFilter'")
        .hasMessageContaining("x (1, 8, 8, 3), w (4, 3, 3, 3), y (1, 4, 4, 4)")
        .hasMessageContaining("--no-deterministic");
    assertThatThrownBy(() -> choose(List.of(UNSUPPORTED), false))
        .hasMessageContaining("--backend cpu");
  }

  @Test
  void aRefusalThatJCudaHidesNamesTheConvolution() {
    assertThatThrownBy(
            () ->
                ConvolutionAlgorithm.answer(
                    () -> {
                      throw new ArrayIndexOutOfBoundsException("Array parameter");
                    },
                    ConvolutionDirection.FORWARD,
                    CONVOLUTION))
        .isInstanceOf(JModnasException.class)
        .hasMessageContaining("'cudnnConvolutionForward' of x (1, 8, 8, 3)")
        .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  private static int choose(List<Prediction> predictions, boolean deterministic) {
    return ConvolutionAlgorithm.choose(
        predictions, deterministic, ConvolutionDirection.BACKWARD_WEIGHT, CONVOLUTION);
  }
}
