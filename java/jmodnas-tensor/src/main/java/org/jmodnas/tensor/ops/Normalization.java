package org.jmodnas.tensor.ops;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.NormalizationKernels.Affine;
import org.jmodnas.tensor.backend.NormalizationKernels.Forward;
import org.jmodnas.tensor.backend.NormalizationKernels.Statistics;
import org.jspecify.annotations.Nullable;

/** Batch normalisation with the statistics of the batch (Ioffe and Szegedy, 2015). */
public final class Normalization {
  /** Added to the variance. */
  public static final float EPSILON = 1e-5f;

  private Normalization() {}

  /**
   * (x − mean) / √(variance + ε) per channel.
   *
   * @param x (batch, height, width, channels)
   */
  public static Tensor batchNorm(Tape tape, Tensor x) {
    Backend backend = tape.backend();
    Forward forward = new Forward(x, null, EPSILON, statistics(backend, x));
    Tensor y = backend.allocate(x.shape());
    backend.normalization().forward(x, null, EPSILON, forward.statistics(), y);
    return tape.record(
        y,
        List.of(x),
        saved(forward),
        (dy, needed) -> {
          Tensor dx = backend.allocate(x.shape());
          backend.normalization().backward(forward, dy, dx, null);
          return new Tensor[] {dx};
        });
  }

  /**
   * (x − mean) / √(variance + ε) · scale + shift per channel.
   *
   * @param x (batch, height, width, channels)
   * @param affine scale and shift, (channels) each
   */
  public static Tensor batchNorm(Tape tape, Tensor x, Affine affine) {
    Backend backend = tape.backend();
    Forward forward = new Forward(x, affine, EPSILON, statistics(backend, x));
    Tensor y = backend.allocate(x.shape());
    backend.normalization().forward(x, affine, EPSILON, forward.statistics(), y);
    return tape.record(
        y,
        List.of(x, affine.scale(), affine.shift()),
        saved(forward),
        (dy, needed) -> {
          Tensor dx = backend.allocate(x.shape());
          Shape channels = affine.scale().shape();
          Affine gradient = new Affine(backend.allocate(channels), backend.allocate(channels));
          backend.normalization().backward(forward, dy, dx, gradient);
          return new @Nullable Tensor[] {dx, gradient.scale(), gradient.shift()};
        });
  }

  private static Statistics statistics(Backend backend, Tensor x) {
    Shape channels = Shape.of(x.shape().dimension(-1));
    return new Statistics(backend.allocate(channels), backend.allocate(channels));
  }

  private static List<Tensor> saved(Forward forward) {
    Tensor mean = forward.statistics().mean();
    Tensor variance = forward.statistics().variance();
    return forward.affine() == null
        ? List.of(forward.x(), mean, variance)
        : List.of(forward.x(), mean, variance, forward.affine().scale(), forward.affine().shift());
  }
}
