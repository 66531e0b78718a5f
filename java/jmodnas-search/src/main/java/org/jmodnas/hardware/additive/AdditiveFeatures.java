package org.jmodnas.hardware.additive;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.space.SearchSpace;

/**
 * What a metric is a weighted sum of: a constant; for each group of decisions with the same
 * choices, how often each choice but the first is taken; and for each decision which choice it
 * takes.
 *
 * <p>The shared features (constant and counts) say what a choice costs anywhere, the others how
 * that differs from place to place. With the coefficients of both, a metric is linear in the gates
 * z.
 */
public final class AdditiveFeatures {
  private final List<Integer> choices = new ArrayList<>();
  private final List<Integer> sharedStart = new ArrayList<>();
  private final List<Integer> ownStart = new ArrayList<>();
  private final int shared;
  private final int size;

  /** The features of architectures of {@code space}. */
  public AdditiveFeatures(SearchSpace space) {
    List<List<String>> groups = new ArrayList<>();
    List<Integer> groupStart = new ArrayList<>();
    int next = 1;
    for (SearchSpace.Decision decision : space.decisions()) {
      if (!groups.contains(decision.choices())) {
        groups.add(decision.choices());
        groupStart.add(next);
        next += decision.choices().size() - 1;
      }
      choices.add(decision.choices().size());
      sharedStart.add(groupStart.get(groups.indexOf(decision.choices())));
    }
    shared = next;
    for (int count : choices) {
      ownStart.add(next);
      next += count - 1;
    }
    size = next;
  }

  /** Number of features. */
  public int size() {
    return size;
  }

  /** Number of shared features, which come first. */
  public int shared() {
    return shared;
  }

  /** The features of an architecture by its choices. */
  public double[] of(int[] architecture) {
    double[] features = new double[size];
    features[0] = 1;
    for (int decision = 0; decision < architecture.length; decision++) {
      int choice = architecture[decision] - 1;
      if (choice >= 0) {
        features[sharedStart.get(decision) + choice]++;
        features[ownStart.get(decision) + choice] = 1;
      }
    }
    return features;
  }

  /**
   * What each gate adds to a metric, decision by decision; the constant is left out.
   *
   * @param coefficients of the features
   */
  public double[] gateWeights(double[] coefficients) {
    double[] weights = new double[choices.stream().mapToInt(Integer::intValue).sum()];
    int gate = 0;
    for (int decision = 0; decision < choices.size(); decision++) {
      gate++;
      for (int choice = 0; choice < choices.get(decision) - 1; choice++) {
        weights[gate++] =
            coefficients[sharedStart.get(decision) + choice]
                + coefficients[ownStart.get(decision) + choice];
      }
    }
    return weights;
  }
}
