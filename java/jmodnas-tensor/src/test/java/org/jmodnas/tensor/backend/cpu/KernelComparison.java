package org.jmodnas.tensor.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.random.Philox;

/** Two implementations of the same kernels on the same data. */
record KernelComparison<K>(Backend backend, K expected, K found, long seed) {

  /** A size for every instruction set of this machine; for the narrowest where there is none. */
  record Case<S>(CpuKernels.InstructionSet set, S size) {}

  static <S> List<Case<S>> cases(List<S> sizes) {
    List<CpuKernels.InstructionSet> sets = CpuKernels.available();
    List<Case<S>> cases = new ArrayList<>();
    for (CpuKernels.InstructionSet set :
        sets.isEmpty() ? List.of(CpuKernels.InstructionSet.AVX2) : sets) {
      sizes.forEach(size -> cases.add(new Case<>(set, size)));
    }
    return cases;
  }

  Tensor normal(Philox random, Shape shape) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return backend.tensor(shape, values);
  }

  /**
   * Asserts that both write the same result.
   *
   * @param tolerance relative to the largest value
   */
  void check(String what, Shape shape, BiConsumer<K, Tensor> call, double tolerance) {
    float[] wanted = result(shape, call, expected);
    float[] got = result(shape, call, found);
    double scale = 0;
    for (float value : wanted) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < wanted.length; i++) {
      assertThat((double) got[i])
          .as("%s[%d], seed %d", what, i, seed)
          .isCloseTo(wanted[i], within(tolerance * scale));
    }
  }

  private float[] result(Shape shape, BiConsumer<K, Tensor> call, K kernels) {
    float[] unset = new float[shape.size()];
    Arrays.fill(unset, Float.NaN);
    Tensor result = backend.tensor(shape, unset);
    call.accept(kernels, result);
    return result.toArray();
  }
}
