package org.jmodnas.tensor.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;

/**
 * The named parameters of a model, as views of one flat buffer, so that an optimiser updates all in
 * one pass. Each parameter begins at a multiple of 64 bytes; the gaps stay zero.
 */
public final class ParameterSet {
  private static final int ALIGNMENT = 16;

  private final Tensor flat;
  private final Map<String, Tensor> byName;

  private ParameterSet(Tensor flat, Map<String, Tensor> byName) {
    this.flat = flat;
    this.byName = byName;
  }

  /** Declares parameters, in order, before the buffer is made. */
  public static final class Builder {
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, float[]> initial = new LinkedHashMap<>();

    /** Declares a parameter with its initial values, row-major. */
    public Builder add(String name, Shape shape, float[] values) {
      if (values.length != shape.size()) {
        throw new ShapeMismatchException(name, shape.size() + " initial values", values.length);
      }
      if (shapes.put(name, shape) != null) {
        throw new IllegalArgumentException("Parameter '" + name + "' is declared twice");
      }
      initial.put(name, values.clone());
      return this;
    }

    /** Makes the buffer, owned by the innermost open scope of {@code backend}. */
    public ParameterSet build(Backend backend) {
      int size = 0;
      for (Shape shape : shapes.values()) {
        size += aligned(shape.size());
      }
      Tensor flat = backend.zeros(Shape.of(Math.max(size, ALIGNMENT)));
      Map<String, Tensor> views = new LinkedHashMap<>();
      int start = 0;
      for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
        Tensor view = flat.slice(start, entry.getValue());
        view.set(initial.get(entry.getKey()));
        views.put(entry.getKey(), view);
        start += aligned(entry.getValue().size());
      }
      return new ParameterSet(flat, views);
    }

    private static int aligned(int size) {
      return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
  }

  /** All parameters as one vector. */
  public Tensor flat() {
    return flat;
  }

  /** The parameter called {@code name}. */
  public Tensor get(String name) {
    Tensor tensor = byName.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "No parameter '" + name + "'; there are " + byName.keySet());
    }
    return tensor;
  }

  /** Visits name and tensor of each parameter in the order of declaration. */
  public void forEach(BiConsumer<String, Tensor> visitor) {
    byName.forEach(visitor);
  }

  /** Number of parameters, gaps not counted. */
  public int count() {
    return byName.values().stream().mapToInt(tensor -> tensor.shape().size()).sum();
  }

  /** Watches every parameter. */
  public void watch(Tape tape) {
    byName.values().forEach(tape::watch);
  }

  /**
   * The gradients as one vector, laid out as {@link #flat()}; missing ones are 0.
   *
   * @param backend the calling thread's, whose innermost scope owns the vector
   */
  public Tensor flat(Backend backend, Gradients gradients) {
    Tensor vector = backend.allocate(flat.shape());
    flat(backend, gradients, vector);
    return vector;
  }

  /** Writes the gradients to {@code vector}, as {@link #flat(Backend, Gradients)} lays them out. */
  public void flat(Backend backend, Gradients gradients, Tensor vector) {
    backend.elementwise().fill(vector, 0);
    for (Tensor parameter : byName.values()) {
      gradients
          .of(parameter)
          .ifPresent(
              gradient -> {
                int start = parameter.offset() - flat.offset();
                backend.elementwise().copy(gradient, vector.slice(start, gradient.shape()));
              });
    }
  }
}
