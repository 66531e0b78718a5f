package org.jmodnas.tensor.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;

/**
 * The state of a computation at one moment, on the host.
 *
 * @param arrays values of tensors by name
 * @param numbers by name; any double, also NaN
 */
public record Snapshot(Map<String, NamedArray> arrays, Map<String, Double> numbers) {
  public Snapshot {
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }

  /** The state of all that {@code visited} takes a visitor to. */
  public static Snapshot of(Consumer<StateVisitor> visited) {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    Map<String, Double> numbers = new LinkedHashMap<>();
    visited.accept(
        new StateVisitor() {
          @Override
          public void tensor(String name, Tensor tensor) {
            requireNew(arrays.put(name, new NamedArray(tensor.shape(), tensor.toArray())), name);
          }

          @Override
          public double number(String name, double value) {
            requireNew(numbers.put(name, value), name);
            return value;
          }
        });
    return new Snapshot(arrays, numbers);
  }

  /**
   * Restores all that {@code visited} takes a visitor to.
   *
   * @throws ConfigurationException if something is missing here or has another shape
   */
  public void restore(Consumer<StateVisitor> visited) {
    visited.accept(
        new StateVisitor() {
          @Override
          public void tensor(String name, Tensor tensor) {
            NamedArray array = arrays.get(name);
            if (array == null || !array.shape().equals(tensor.shape())) {
              throw missing("array", name, tensor.shape());
            }
            tensor.set(array.values());
          }

          @Override
          public double number(String name, double value) {
            Double number = numbers.get(name);
            if (number == null) {
              throw missing("number", name, "any value");
            }
            return number;
          }
        });
  }

  private static ConfigurationException missing(String kind, String name, Object expected) {
    return new ConfigurationException(
        "The saved state has no %s '%s' of '%s': it belongs to another configuration or version"
            .formatted(kind, name, expected));
  }

  private static void requireNew(Object before, String name) {
    if (before != null) {
      throw new IllegalArgumentException("Two parts of the state are called '" + name + "'");
    }
  }
}
