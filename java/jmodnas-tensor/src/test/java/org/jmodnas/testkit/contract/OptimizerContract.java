package org.jmodnas.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.OptimizerKernels.Adam;
import org.jmodnas.tensor.backend.OptimizerKernels.Clipping;
import org.jmodnas.tensor.backend.OptimizerKernels.Moments;
import org.jmodnas.tensor.backend.OptimizerKernels.Sgd;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
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
      backend.optimizer().sgd(constants, null, parameters, gradient, velocity);
      operands.check("parameters", p, parameters, TOLERANCE);
      operands.check("velocity", v, velocity, TOLERANCE);
    }
  }

  /** A step along a clipped gradient is one along the gradient times what clips it. */
  @ParameterizedTest
  @ValueSource(floats = {0.01f, 1, 1000})
  void clippingBringsTheNormDown(float maximum) {
    Operands operands = new Operands(backend, new Philox(53, 0));
    Shape shape = Shape.of(321);
    float factor = 0.4f;
    Tensor gradient = operands.input(shape);
    double norm = 0;
    for (double g : Operands.values(gradient)) {
      norm += g * g;
    }
    Tensor squaredNorm = operands.holding(Shape.of(), new float[] {(float) norm});
    Clipping clipping = new Clipping(squaredNorm, maximum);
    float clipped =
        (float) (factor * Math.min(1, maximum / (factor * Math.sqrt(norm) + Clipping.EPSILON)));
    float[] start = operands.input(shape).toArray();
    Tensor[] sgd = new Tensor[2];
    Tensor[] adam = new Tensor[2];
    for (int i = 0; i < 2; i++) {
      sgd[i] = operands.holding(shape, start);
      adam[i] = operands.holding(shape, start);
      float times = i == 0 ? factor : clipped;
      Clipping bound = i == 0 ? clipping : null;
      Tensor velocity = operands.holding(shape, new float[321]);
      backend.optimizer().sgd(new Sgd(0.5f, 0.9f, 0, times), bound, sgd[i], gradient, velocity);
      Moments moments =
          new Moments(
              operands.holding(shape, new float[321]), operands.holding(shape, new float[321]));
      Adam constants = new Adam(0.1f, 0.5f, 0.9f, 1, 0, false, 1, times);
      backend.optimizer().adam(constants, bound, adam[i], gradient, moments);
    }
    operands.check("sgd", Operands.values(sgd[1]), sgd[0], TOLERANCE);
    operands.check("adam", Operands.values(adam[1]), adam[0], TOLERANCE);
  }

  /** Of orthogonal gradients scaled to norm 1 the point of least norm weighs all the same. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 13, 40})
  void minNormWeightsOfOrthogonalGradientsAreEqual(int tasks) {
    Operands operands = new Operands(backend, new Philox(54, tasks));
    int size = 1000;
    float[] gradients = new float[tasks * size];
    double[] expected = new double[tasks];
    for (int t = 0; t < tasks; t++) {
      float scale = (float) Math.pow(10, t % 5 - 2.0);
      gradients[t * size + 7 * t] = 3 * scale;
      gradients[t * size + 7 * t + 1] = -4 * scale;
      expected[t] = 1.0 / (tasks * 5 * scale);
    }
    Tensor weights = operands.output(Shape.of(tasks));
    backend.optimizer().minNormWeights(operands.holding(Shape.of(tasks, size), gradients), weights);
    float[] found = weights.toArray();
    for (int t = 0; t < tasks; t++) {
      assertThat(found[t] / expected[t]).isCloseTo(1, within(2e-2));
    }
  }

  /** The combined direction descends for every task, also where one is 0 or two are the same. */
  @Test
  void minNormWeightsDescendForEveryTask() {
    Philox random = new Philox(55, 0);
    Operands operands = new Operands(backend, random);
    int size = 60;
    for (int trial = 0; trial < 20; trial++) {
      int tasks = 2 + random.nextInt(14);
      float[] gradients = new float[tasks * size];
      for (int i = 0; i < gradients.length; i++) {
        gradients[i] = (float) (random.nextGaussian() + 0.5);
      }
      if (trial % 4 == 0) {
        System.arraycopy(gradients, 0, gradients, size, size);
      }
      Tensor weights = operands.output(Shape.of(tasks));
      backend
          .optimizer()
          .minNormWeights(operands.holding(Shape.of(tasks, size), gradients), weights);
      float[] found = weights.toArray();
      for (int t = 0; t < tasks; t++) {
        double product = 0;
        for (int k = 0; k < size; k++) {
          double combined = 0;
          for (int s = 0; s < tasks; s++) {
            combined += (double) found[s] * gradients[s * size + k];
          }
          product += combined * gradients[t * size + k];
        }
        assertThat(product).as("trial %d task %d", trial, t).isPositive();
      }
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
      backend.optimizer().adam(constants, null, parameters, gradient, moments);
      operands.check("parameters", p, parameters, TOLERANCE);
      operands.check("first moment", m, moments.first(), TOLERANCE);
      operands.check("second moment", v, moments.second(), TOLERANCE);
    }
  }
}
