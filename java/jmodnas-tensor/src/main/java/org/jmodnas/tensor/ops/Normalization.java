package org.jmodnas.tensor.ops;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
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
    return normalize(tape, new Normalized(x, null).forward(tape.backend()), false);
  }

  /**
   * (x − mean) / √(variance + ε) · scale + shift per channel.
   *
   * @param x (batch, height, width, channels)
   * @param affine scale and shift, (channels) each
   */
  public static Tensor batchNorm(Tape tape, Tensor x, Affine affine) {
    return normalize(tape, new Normalized(x, affine).forward(tape.backend()), false);
  }

  /**
   * As {@link #batchNorm(Tape, Tensor, Affine)}.
   *
   * @param statistics receives the batch's mean and biased variance; the backward reads them
   */
  public static Tensor batchNorm(Tape tape, Tensor x, Affine affine, Statistics statistics) {
    return normalize(tape, new Forward(x, affine, EPSILON, statistics), false);
  }

  /** max(batchNorm(x), 0), as {@link #batchNorm(Tape, Tensor, Affine)}, in one operation. */
  public static Tensor batchNormRelu(Tape tape, Tensor x, Affine affine) {
    return normalize(tape, new Normalized(x, affine).forward(tape.backend()), true);
  }

  /**
   * A tensor that is to be normalised.
   *
   * @param x (batch, height, width, channels)
   * @param affine scale and shift, (channels) each, or null for 1 and 0
   */
  public record Normalized(Tensor x, @Nullable Affine affine) {
    private Forward forward(Backend backend) {
      Shape channels = Shape.of(x.shape().dimension(-1));
      Statistics statistics =
          new Statistics(backend.allocate(channels), backend.allocate(channels));
      return new Forward(x, affine, EPSILON, statistics);
    }
  }

  /** Σ terms + Σ batchNorm of each of {@code normalized}, of which there is at least one. */
  public static Tensor sum(Tape tape, List<Tensor> terms, List<Normalized> normalized) {
    Backend backend = tape.backend();
    Tensor y = backend.allocate(normalized.get(0).x.shape());
    List<Forward> norms = new ArrayList<>();
    List<Tensor> inputs = new ArrayList<>(terms);
    List<Tensor> saved = new ArrayList<>();
    for (Normalized each : normalized) {
      Forward norm = each.forward(backend);
      norms.add(norm);
      inputs.addAll(inputs(norm));
      saved.addAll(saved(norm));
    }
    for (Tensor input : inputs.subList(0, terms.size())) {
      requireShape(y.shape(), input);
    }
    backend.normalization().forwardSum(terms, norms, y);
    return tape.record(
        y,
        inputs,
        saved,
        (dy, needed) -> {
          List<@Nullable Tensor> gradients = new ArrayList<>();
          for (int i = 0; i < terms.size(); i++) {
            gradients.add(dy);
          }
          for (Forward norm : norms) {
            gradients.addAll(backward(backend, norm, null, dy));
          }
          return gradients.toArray(new @Nullable Tensor[0]);
        });
  }

  private static Tensor normalize(Tape tape, Forward norm, boolean rectified) {
    Backend backend = tape.backend();
    Tensor y = backend.allocate(norm.x().shape());
    List<Tensor> saved = new ArrayList<>(saved(norm));
    if (rectified) {
      backend.normalization().forwardRectified(norm, y);
      saved.add(y);
    } else {
      backend.normalization().forward(norm, y);
    }
    return tape.record(
        y,
        inputs(norm),
        saved,
        (dy, needed) ->
            backward(backend, norm, rectified ? y : null, dy).toArray(new @Nullable Tensor[0]));
  }

  /** dx and, where the norm has them, the gradients of scale and shift. */
  private static List<Tensor> backward(
      Backend backend, Forward norm, @Nullable Tensor rectified, Tensor dy) {
    Tensor dx = backend.allocate(dy.shape());
    Affine affine = norm.affine();
    if (affine == null) {
      backend.normalization().backward(norm, rectified, dy, dx, null);
      return List.of(dx);
    }
    Shape channels = affine.scale().shape();
    Affine gradient = new Affine(backend.allocate(channels), backend.allocate(channels));
    backend.normalization().backward(norm, rectified, dy, dx, gradient);
    return List.of(dx, gradient.scale(), gradient.shift());
  }

  private static void requireShape(Shape shape, Tensor term) {
    if (!term.shape().equals(shape)) {
      throw new ShapeMismatchException("sum", shape + " for all", term.shape());
    }
  }

  private static List<Tensor> inputs(Forward norm) {
    Affine affine = norm.affine();
    return affine == null ? List.of(norm.x()) : List.of(norm.x(), affine.scale(), affine.shift());
  }

  private static List<Tensor> saved(Forward forward) {
    Tensor mean = forward.statistics().mean();
    Tensor variance = forward.statistics().variance();
    return forward.affine() == null
        ? List.of(forward.x(), mean, variance)
        : List.of(forward.x(), mean, variance, forward.affine().scale(), forward.affine().shift());
  }
}
