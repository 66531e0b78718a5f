package org.jmodnas.baselines.trainingfree;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.MatrixKernels.Operand;

/**
 * Linear centred kernel alignment (Kornblith et al., 2019) of features x with a reference: ⟨K, L⟩ /
 * (‖K‖ ‖L‖) in [0, 1] with K = H x xᵀ H, L likewise of the reference, and H the matrix that
 * subtracts the mean over the examples.
 */
final class KernelAlignment {
  private KernelAlignment() {}

  /**
   * The centred kernel of features divided by its norm, row-major.
   *
   * @param x (examples, …)
   */
  static float[] kernel(Backend backend, Tensor x) {
    try (TensorScope scope = backend.openScope()) {
      float[] kernel = gram(backend, centred(backend, x)).toArray();
      double norm = norm(kernel);
      for (int i = 0; i < kernel.length; i++) {
        kernel[i] = (float) (kernel[i] / norm);
      }
      return kernel;
    }
  }

  /**
   * The alignment, a scalar.
   *
   * @param x (examples, …); the alignment of constant features is NaN
   * @param reference result of {@link #kernel} on as many examples
   */
  static Tensor of(Tape tape, Tensor x, float[] reference) {
    Backend backend = tape.backend();
    Tensor centred = centred(backend, x);
    float[] kernel = gram(backend, centred).toArray();
    double product = 0;
    for (int i = 0; i < kernel.length; i++) {
      product += (double) kernel[i] * reference[i];
    }
    double norm = norm(kernel);
    double alignment = product / norm;
    Tensor value = backend.tensor(Shape.of(), (float) alignment);
    return tape.record(
        value,
        List.of(x),
        List.of(centred),
        (dy, needed) -> {
          float[] slope = new float[kernel.length];
          double factor = 2 * dy.item() / norm;
          for (int i = 0; i < slope.length; i++) {
            slope[i] = (float) (factor * (reference[i] - alignment * kernel[i] / norm));
          }
          int examples = x.shape().dimension(0);
          Tensor dx = backend.allocate(centred.shape());
          Tensor left = backend.tensor(Shape.of(examples, examples), slope);
          backend.matrix().multiply(plain(left), plain(centred), null, dx);
          return new Tensor[] {dx.view(x.shape())};
        });
  }

  /** H x, (examples, features). */
  private static Tensor centred(Backend backend, Tensor x) {
    int examples = x.shape().dimension(0);
    float[] centring = new float[examples * examples];
    for (int i = 0; i < centring.length; i++) {
      centring[i] = (i % (examples + 1) == 0 ? 1 : 0) - 1f / examples;
    }
    Shape rows = Shape.of(examples, x.shape().size() / examples);
    Tensor centred = backend.allocate(rows);
    Tensor left = backend.tensor(Shape.of(examples, examples), centring);
    backend.matrix().multiply(plain(left), plain(x.view(rows)), null, centred);
    return centred;
  }

  private static Tensor gram(Backend backend, Tensor x) {
    int examples = x.shape().dimension(0);
    Tensor gram = backend.allocate(Shape.of(examples, examples));
    backend.matrix().multiply(plain(x), new Operand(x, true), null, gram);
    return gram;
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static Operand plain(Tensor tensor) {
    return new Operand(tensor, false);
  }
}
