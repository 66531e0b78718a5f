package org.jmodnas.baselines.lamoo;

import java.util.Arrays;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * A support vector machine that tells the good from the bad half of the samples of a region, and so
 * halves the region: C-SVC of LIBSVM with C = 1 on one-hot choices. LIBSVM is given the kernel's
 * values instead of vectors, as counting agreeing decisions is faster than its sparse products.
 */
final class RegionClassifier {
  private static final double TOLERANCE = 1e-3;
  private static final double CACHE_MIB = 20;

  private final ChoiceGrid grid;
  private final double[] kernel;
  private final int[] positions;

  /** The weight of each sample, 0 of those that are no support vectors. */
  private final double[] weights;

  private final double offset;

  /**
   * Learns.
   *
   * @param positions of the samples in the grid, all different
   * @param good which of them are; some, but not all
   */
  RegionClassifier(ChoiceGrid grid, Kernel kernel, int[] positions, boolean[] good) {
    this.grid = grid;
    this.kernel = kernel.values(grid);
    this.positions = positions.clone();
    svm_problem problem = new svm_problem();
    problem.l = positions.length;
    problem.x = gram();
    problem.y = new double[problem.l];
    for (int i = 0; i < problem.l; i++) {
      problem.y[i] = good[i] ? 1 : -1;
    }
    svm.svm_set_print_string_function(text -> {});
    svm_model model = svm.svm_train(problem, parameter());
    // LIBSVM calls the label of its first sample positive.
    int sign = model.label[0];
    weights = new double[positions.length];
    for (int i = 0; i < model.l; i++) {
      weights[model.sv_indices[i] - 1] = sign * model.sv_coef[0][i];
    }
    offset = -sign * model.rho[0];
  }

  /** For every architecture of the grid, how far it is on the good side: good if above 0. */
  double[] decisions() {
    double[] placed = new double[grid.size()];
    for (int i = 0; i < positions.length; i++) {
      placed[positions[i]] = weights[i];
    }
    double[] decisions = new Agreements(grid, placed).weighted(kernel);
    for (int i = 0; i < decisions.length; i++) {
      decisions[i] += offset;
    }
    return decisions;
  }

  /** Whether the architecture at {@code position} is on the good side. */
  boolean isGood(int position) {
    int[] choices = grid.choices(position);
    double decision = offset;
    for (int i = 0; i < positions.length; i++) {
      if (weights[i] != 0) {
        decision += weights[i] * kernel[agreements(choices, grid.choices(positions[i]))];
      }
    }
    return decision > 0;
  }

  private static svm_parameter parameter() {
    svm_parameter parameter = new svm_parameter();
    parameter.svm_type = svm_parameter.C_SVC;
    parameter.kernel_type = svm_parameter.PRECOMPUTED;
    parameter.C = 1;
    parameter.eps = TOLERANCE;
    parameter.cache_size = CACHE_MIB;
    parameter.shrinking = 1;
    return parameter;
  }

  /** For each sample its number from 1, then its kernel values with all of them. */
  private svm_node[][] gram() {
    svm_node[] values =
        Arrays.stream(kernel).mapToObj(RegionClassifier::node).toArray(svm_node[]::new);
    int[][] choices = Arrays.stream(positions).mapToObj(grid::choices).toArray(int[][]::new);
    svm_node[][] gram = new svm_node[choices.length][choices.length + 1];
    for (int i = 0; i < choices.length; i++) {
      gram[i][0] = node(i + 1);
      for (int j = 0; j <= i; j++) {
        svm_node value = values[agreements(choices[i], choices[j])];
        gram[i][j + 1] = value;
        gram[j][i + 1] = value;
      }
    }
    return gram;
  }

  private static svm_node node(double value) {
    svm_node node = new svm_node();
    node.value = value;
    return node;
  }

  private static int agreements(int[] a, int[] b) {
    int agreements = 0;
    for (int i = 0; i < a.length; i++) {
      agreements += a[i] == b[i] ? 1 : 0;
    }
    return agreements;
  }
}
