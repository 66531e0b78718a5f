package org.jmodnas.baselines.lamoo;

/**
 * A kernel of support vector machines on one-hot choices. It depends on nothing but the number of
 * decisions in which two architectures agree, which is their scalar product.
 */
public enum Kernel {
  /** (γ u·v)⁴, the authors' choice on NAS-Bench-201. */
  POLYNOMIAL {
    @Override
    double value(int agreements, int decisions, double gamma) {
      return Math.pow(gamma * agreements, 4);
    }
  },

  /** exp(−γ |u − v|²), slightly better in the paper's ablation. */
  RADIAL {
    @Override
    double value(int agreements, int decisions, double gamma) {
      return Math.exp(-gamma * 2 * (decisions - agreements));
    }
  };

  /** The kernel of two architectures that agree in so many of their decisions. */
  abstract double value(int agreements, int decisions, double gamma);

  /**
   * The values for 0, 1, … decisions that agree. γ is scikit-learn's 'scale', one over the number
   * of inputs and their variance: for one-hot choices 1 / (n (1 − n / D)), for n decisions with D
   * choices altogether.
   */
  double[] values(ChoiceGrid grid) {
    int decisions = grid.decisions();
    double inputs = 0;
    for (int decision = 0; decision < decisions; decision++) {
      inputs += grid.alternatives(decision);
    }
    double gamma = 1 / (decisions * (1 - decisions / inputs));
    double[] values = new double[decisions + 1];
    for (int k = 0; k <= decisions; k++) {
      values[k] = value(k, decisions, gamma);
    }
    return values;
  }
}
