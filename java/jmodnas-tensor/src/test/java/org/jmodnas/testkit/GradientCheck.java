package org.jmodnas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.random.Philox;

/**
 * Compares ⟨c, J·v⟩ from the tape with central differences along random directions v for a random
 * cotangent c. Float32 limits the step, so smooth functions agree to about a per cent.
 */
public final class GradientCheck {
  private static final float STEP = 1e-2f;
  private static final double TOLERANCE = 2e-2;

  private final Backend backend;
  private final long seed;

  /** A check that draws its inputs from {@code seed}. */
  public GradientCheck(Backend backend, long seed) {
    this.backend = backend;
    this.seed = seed;
  }

  /** A differentiable function of some tensors. */
  @FunctionalInterface
  public interface Function {
    Tensor apply(Tape tape, List<Tensor> inputs);
  }

  /** Asserts the gradient of {@code function} with respect to each of its inputs. */
  public void check(String name, Function function, Shape... shapes) {
    Philox random = new Philox(seed, name.hashCode());
    List<float[]> inputs = new ArrayList<>();
    for (Shape shape : shapes) {
      inputs.add(normal(random, shape.size()));
    }
    float[] cotangent = normal(random, outputSize(function, inputs, shapes));
    for (int i = 0; i < shapes.length; i++) {
      float[] direction = normal(random, shapes[i].size());
      double analytic = analytic(function, inputs, shapes, i, direction, cotangent);
      double numeric = numeric(function, inputs, shapes, i, direction, cotangent);
      assertThat(Math.abs(analytic - numeric))
          .as("%s input %d, seed %d: tape %s, differences %s", name, i, seed, analytic, numeric)
          .isLessThanOrEqualTo(TOLERANCE * (1 + Math.abs(numeric)));
    }
  }

  private int outputSize(Function function, List<float[]> inputs, Shape[] shapes) {
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      return function.apply(tape, tensors(inputs, shapes)).shape().size();
    }
  }

  private double analytic(
      Function function,
      List<float[]> inputs,
      Shape[] shapes,
      int wanted,
      float[] direction,
      float[] cotangent) {
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      List<Tensor> tensors = tensors(inputs, shapes);
      tape.watch(tensors.get(wanted));
      Tensor output = function.apply(tape, tensors);
      Gradients gradients = tape.backward(output, backend.tensor(output.shape(), cotangent));
      return dot(gradients.get(tensors.get(wanted)).toArray(), direction);
    }
  }

  private double numeric(
      Function function,
      List<float[]> inputs,
      Shape[] shapes,
      int moved,
      float[] direction,
      float[] cotangent) {
    double forward = along(function, inputs, shapes, moved, direction, STEP, cotangent);
    double back = along(function, inputs, shapes, moved, direction, -STEP, cotangent);
    return (forward - back) / (2 * STEP);
  }

  private double along(
      Function function,
      List<float[]> inputs,
      Shape[] shapes,
      int moved,
      float[] direction,
      float step,
      float[] cotangent) {
    List<float[]> shifted = new ArrayList<>(inputs);
    float[] values = inputs.get(moved).clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += step * direction[i];
    }
    shifted.set(moved, values);
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      return dot(function.apply(tape, tensors(shifted, shapes)).toArray(), cotangent);
    }
  }

  private List<Tensor> tensors(List<float[]> values, Shape[] shapes) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < shapes.length; i++) {
      tensors.add(backend.tensor(shapes[i], values.get(i)));
    }
    return tensors;
  }

  private static float[] normal(Philox random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
