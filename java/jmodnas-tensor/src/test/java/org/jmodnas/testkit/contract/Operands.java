package org.jmodnas.testkit.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Golden;

/**
 * Tensors for one call of a kernel, each a slice between guards of a storage of its own. Inputs are
 * normally distributed; what a result held before is NaN, which must not enter it.
 */
final class Operands {
  /** Elements before and behind a tensor, which keep it aligned as parameters are. */
  private static final int GUARD = 16;

  private static final float GUARD_VALUE = 12345.678f;

  private final Backend backend;
  private final Philox random;
  private final List<Tensor> wholes = new ArrayList<>();

  Operands(Backend backend, Philox random) {
    this.backend = backend;
    this.random = random;
  }

  /** A tensor with normally distributed values. */
  Tensor input(Shape shape) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return holding(shape, values);
  }

  /** A tensor to be overwritten. */
  Tensor output(Shape shape) {
    float[] values = new float[shape.size()];
    Arrays.fill(values, Float.NaN);
    return holding(shape, values);
  }

  /** A tensor with these values. */
  Tensor holding(Shape shape, float[] values) {
    float[] all = new float[shape.size() + 2 * GUARD];
    Arrays.fill(all, GUARD_VALUE);
    System.arraycopy(values, 0, all, GUARD, values.length);
    Tensor whole = backend.tensor(Shape.of(all.length), all);
    wholes.add(whole);
    return whole.slice(GUARD, shape);
  }

  /**
   * Asserts that {@code actual} is {@code expected} and that nothing was written beside a tensor.
   */
  void check(String name, double[] expected, Tensor actual, double tolerance) {
    float[] wanted = new float[expected.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = (float) expected[i];
    }
    Golden.assertClose(name, wanted, actual.toArray(), tolerance);
    float[] guard = new float[GUARD];
    Arrays.fill(guard, GUARD_VALUE);
    for (Tensor whole : wholes) {
      int behind = whole.shape().size() - GUARD;
      Golden.assertClose(
          name + ", before a tensor", guard, whole.slice(0, Shape.of(GUARD)).toArray(), 0);
      Golden.assertClose(
          name + ", behind a tensor", guard, whole.slice(behind, Shape.of(GUARD)).toArray(), 0);
    }
  }

  /** Values in double precision. */
  static double[] values(Tensor tensor) {
    float[] values = tensor.toArray();
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
