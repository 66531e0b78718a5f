package org.jmodnas.tensor.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MinNormSolverTest {
  private static final long SEED = 20_261_124;

  private final MinNormSolver solver = new MinNormSolver();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pair",
        "dominated_pair",
        "triple",
        "thirteen",
        "thirteen_unit",
        "thirteen_uneven",
        "repeated",
        "balanced"
      })
  void normMatchesAnIndependentSolution(String name) {
    Golden golden = Golden.load("minnorm");
    int tasks = golden.array(name + ".gram").shape().dimension(0);
    double[][] gram = new double[tasks][tasks];
    for (int i = 0; i < tasks * tasks; i++) {
      gram[i / tasks][i % tasks] = golden.values(name + ".gram")[i];
    }
    double[] gamma = solver.weights(gram);
    assertThat(Arrays.stream(gamma).sum()).isCloseTo(1, within(1e-12));
    assertThat(Arrays.stream(gamma).min().orElseThrow()).isNotNegative();
    double norm = Math.sqrt(Math.max(squaredNorm(gram, gamma), 0));
    double optimum = golden.scalar(name + ".norm");
    double scale = Math.sqrt(gram[0][0]);
    assertThat(norm).isBetween(optimum - 1e-4 * scale, optimum + 0.02 * scale);
  }

  @Test
  void theCombinationDescendsForEveryTask() {
    Philox random = new Philox(SEED, 0);
    for (int trial = 0; trial < 100; trial++) {
      int tasks = 1 + random.nextInt(13);
      double[][] gram = unitGram(random, tasks, 20);
      double[] gamma = solver.weights(gram);
      double least = squaredNorm(gram, gamma);
      for (int t = 0; t < tasks; t++) {
        double product = 0;
        for (int s = 0; s < tasks; s++) {
          product += gram[t][s] * gamma[s];
        }
        assertThat(product)
            .as("seed %d trial %d task %d", SEED, trial, t)
            .isGreaterThanOrEqualTo(least - 0.02)
            .isGreaterThan(-0.01);
      }
    }
  }

  @Test
  void identicalAndZeroGradientsAreHandled() {
    assertThat(solver.weights(new double[][] {{4}})).containsExactly(1);
    assertThat(Arrays.stream(solver.weights(new double[3][3])).sum()).isEqualTo(1);
    double[][] same = {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}};
    assertThat(Arrays.stream(solver.weights(same)).sum()).isCloseTo(1, within(1e-12));
  }

  private static double squaredNorm(double[][] gram, double[] gamma) {
    double sum = 0;
    for (int i = 0; i < gamma.length; i++) {
      for (int j = 0; j < gamma.length; j++) {
        sum += gamma[i] * gram[i][j] * gamma[j];
      }
    }
    return sum;
  }

  private static double[][] unitGram(Philox random, int tasks, int size) {
    double[][] gradients = new double[tasks][size];
    for (double[] gradient : gradients) {
      double norm = 0;
      for (int i = 0; i < size; i++) {
        gradient[i] = random.nextGaussian() + 0.3;
        norm += gradient[i] * gradient[i];
      }
      for (int i = 0; i < size; i++) {
        gradient[i] /= Math.sqrt(norm);
      }
    }
    double[][] gram = new double[tasks][tasks];
    for (int i = 0; i < tasks; i++) {
      for (int j = 0; j < tasks; j++) {
        for (int k = 0; k < size; k++) {
          gram[i][j] += gradients[i][k] * gradients[j][k];
        }
      }
    }
    return gram;
  }
}
