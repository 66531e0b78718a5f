package org.jmodnas.search;

import java.util.Arrays;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;

/**
 * The architectures that the values of gates describe.
 *
 * @param gates z of all devices, row-major
 * @param shape of z of one device, (decisions, choices)
 * @param drawn whether z is 1 at each choice and 0 elsewhere; else it weighs all choices
 */
record DrawnArchitectures(float[] gates, Shape shape, boolean drawn) {
  /** The choice of each decision for device t; where all are weighed, the heaviest. */
  int[] choices(int t) {
    int count = shape.dimension(1);
    int[] choices = new int[shape.dimension(0)];
    for (int decision = 0; decision < choices.length; decision++) {
      choices[decision] = Argmax.of(gates, t * shape.size() + decision * count, count);
    }
    return choices;
  }

  /** The architecture of device t, with its gates as a tensor. */
  SampledArchitecture architecture(int t, Tensor z) {
    return drawn
        ? SampledArchitecture.gated(choices(t), z)
        : SampledArchitecture.mixed(
            choices(t), z, Arrays.copyOfRange(gates, t * shape.size(), (t + 1) * shape.size()));
  }
}
