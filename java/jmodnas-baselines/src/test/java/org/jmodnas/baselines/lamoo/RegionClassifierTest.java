package org.jmodnas.baselines.lamoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against LIBSVM with its own kernels on sparse one-hot vectors, and its own predictions. */
@Seeded
final class RegionClassifierTest {
  private static final int SAMPLES = 80;

  /** 1 / (30 · 0.2 · 0.8): a fifth of the thirty inputs are ones. */
  private static final double GAMMA = 1 / 4.8;

  private final ChoiceGrid grid = new ChoiceGrid(new NasBench201Space());

  @ParameterizedTest
  @EnumSource
  void everyArchitectureGetsLibsvmsDecision(Kernel kernel, Philox random) {
    int[] positions = IntStream.of(random.permutation(grid.size())).limit(SAMPLES).toArray();
    // LIBSVM's signs depend on the class of the first sample.
    for (boolean firstIsGood : new boolean[] {true, false}) {
      boolean[] good = new boolean[SAMPLES];
      for (int i = 0; i < SAMPLES; i++) {
        good[i] = isHigh(positions[i]) == isHigh(positions[0]) == firstIsGood;
      }
      check(new RegionClassifier(grid, kernel, positions, good), model(kernel, positions, good));
    }
  }

  private boolean isHigh(int position) {
    return grid.choices(position)[0] + grid.choices(position)[4] > 3;
  }

  private void check(RegionClassifier classifier, svm_model model) {
    double[] decisions = classifier.decisions();
    for (int i = 0; i < grid.size(); i += 31) {
      double[] value = new double[1];
      double label = svm.svm_predict_values(model, nodes(i), value);
      assertThat(decisions[i]).isCloseTo(model.label[0] * value[0], within(1e-9));
      assertThat(decisions[i] > 0).isEqualTo(label > 0);
      assertThat(classifier.isGood(i)).isEqualTo(label > 0);
    }
  }

  private svm_model model(Kernel kernel, int[] positions, boolean[] good) {
    svm_problem problem = new svm_problem();
    problem.l = SAMPLES;
    problem.x = IntStream.of(positions).mapToObj(this::nodes).toArray(svm_node[][]::new);
    problem.y = IntStream.range(0, SAMPLES).mapToDouble(i -> good[i] ? 1 : -1).toArray();
    svm_parameter parameter = new svm_parameter();
    parameter.svm_type = svm_parameter.C_SVC;
    parameter.kernel_type = kernel == Kernel.RADIAL ? svm_parameter.RBF : svm_parameter.POLY;
    parameter.degree = 4;
    parameter.gamma = GAMMA;
    parameter.C = 1;
    parameter.eps = 1e-3;
    parameter.cache_size = 10;
    parameter.shrinking = 1;
    return svm.svm_train(problem, parameter);
  }

  private svm_node[] nodes(int position) {
    int[] choices = grid.choices(position);
    svm_node[] nodes = new svm_node[choices.length];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = new svm_node();
      nodes[i].index = 5 * i + choices[i] + 1;
      nodes[i].value = 1;
    }
    return nodes;
  }
}
