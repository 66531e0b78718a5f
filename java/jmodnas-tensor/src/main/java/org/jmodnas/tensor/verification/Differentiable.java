package org.jmodnas.tensor.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.random.Philox;

/**
 * A differentiable function as a computation: its output for random inputs, and the gradient of
 * each input for a random gradient of the output.
 *
 * <p>Inputs keep away from 0, where the gradient of a ReLU would hang on their last bit.
 */
final class Differentiable implements VerificationCase.Computation {
  private static final double DISTANCE = 0.1;

  private final Function function;
  private final List<Shape> inputs;

  /** From inputs, all of them watched, to an output. */
  @FunctionalInterface
  interface Function {
    Tensor apply(Tape tape, List<Tensor> inputs);
  }

  private Differentiable(Function function, List<Shape> inputs) {
    this.function = function;
    this.inputs = inputs;
  }

  /** The case that verifies {@code function} on inputs of these shapes. */
  static VerificationCase of(String name, double tolerance, Function function, Shape... inputs) {
    String shapes = Arrays.stream(inputs).map(Shape::toString).collect(Collectors.joining(" "));
    return new VerificationCase(
        name, shapes, tolerance, new Differentiable(function, List.of(inputs)));
  }

  @Override
  public Map<String, float[]> run(Backend backend, Philox random) {
    Map<String, float[]> results = new LinkedHashMap<>();
    try (Tape tape = new Tape(backend)) {
      List<Tensor> tensors = new ArrayList<>();
      for (Shape shape : inputs) {
        tensors.add(tape.watch(backend.tensor(shape, values(shape, random))));
      }
      Tensor output = function.apply(tape, tensors);
      results.put("output", output.toArray());
      Tensor cotangent = backend.tensor(output.shape(), values(output.shape(), random));
      Gradients gradients = tape.backward(output, cotangent);
      for (int i = 0; i < tensors.size(); i++) {
        String name = "gradient " + (i + 1);
        gradients.of(tensors.get(i)).ifPresent(found -> results.put(name, found.toArray()));
      }
    }
    return results;
  }

  /** Normally distributed values, moved away from 0. */
  static float[] values(Shape shape, Philox random) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      double value = random.nextGaussian();
      values[i] = (float) (value + Math.copySign(DISTANCE, value));
    }
    return values;
  }
}
