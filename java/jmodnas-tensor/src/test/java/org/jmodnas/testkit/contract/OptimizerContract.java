package org.jmodnas.testkit.contract;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.OptimizerKernels.Adam;
import org.jmodnas.tensor.backend.OptimizerKernels.Moments;
import org.jmodnas.tensor.backend.OptimizerKernels.Sgd;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several steps of the optimisers against their definitions in double precision. */
public abstract class OptimizerContract extends BackendTest {
  private static final double TOLERANCE = 2e-5;
  private static final int STEPS = 4;

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 257, 5003})
  void sgdMatches(int size) {
    Operands operands = new Operands(backend, new Philox(51, size));
    Shape shape = Shape.of(size);
    Tensor parameters = operands.input(shape);
    Tensor velocity = operands.input(shape);
    double[] p = Operands.values(parameters);
    double[] v = Operands.values(velocity);
    Sgd constants = new Sgd(0.05f, 0.9f, 3e-3f, 0.7f);
    for (int step = 1; step <= STEPS; step++) {
      Tensor gradient = operands.input(shape);
      double[] g = Operands.values(gradient);
      for (int i = 0; i < size; i++) {
        v[i] = 0.9 * v[i] + (0.7 * g[i] + 3e-3 * p[i]);
        p[i] -= 0.05 * v[i];
      }
      backend.optimizer().sgd(constants, parameters, gradient, velocity);
      operands.check("parameters", p, parameters, TOLERANCE);
      operands.check("velocity", v, velocity, TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void adamMatches(boolean decoupled) {
    Operands operands = new Operands(backend, new Philox(52, 0));
    Shape shape = Shape.of(1031);
    Tensor parameters = operands.input(shape);
    Moments moments =
        new Moments(
            operands.holding(shape, new float[shape.size()]),
            operands.holding(shape, new float[shape.size()]));
    double[] p = Operands.values(parameters);
    double[] m = new double[p.length];
    double[] v = new double[p.length];
    double decay = 0.1;
    for (int step = 1; step <= STEPS; step++) {
      Tensor gradient = operands.input(shape);
      double[] g = Operands.values(gradient);
      for (int i = 0; i < p.length; i++) {
        double d = 0.7 * g[i] + (decoupled ? 0 : decay * p[i]);
        m[i] = 0.8 * m[i] + 0.2 * d;
        v[i] = 0.95 * v[i] + 0.05 * d * d;
        double shrink = decoupled ? 1 - 0.01 * decay : 1;
        double first = m[i] / (1 - Math.pow(0.8, step));
        double second = v[i] / (1 - Math.pow(0.95, step));
        p[i] = shrink * p[i] - 0.01 * first / (Math.sqrt(second) + 1e-6);
      }
      Adam constants = new Adam(0.01f, 0.8f, 0.95f, 1e-6f, (float) decay, decoupled, step, 0.7f);
      backend.optimizer().adam(constants, parameters, gradient, moments);
      operands.check("parameters", p, parameters, TOLERANCE);
      operands.check("first moment", m, moments.first(), TOLERANCE);
      operands.check("second moment", v, moments.second(), TOLERANCE);
    }
  }
}
