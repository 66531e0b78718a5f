package org.jmodnas.hardware.additive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;

/**
 * What a metric is a weighted sum of: a constant; for each group of decisions with the same
 * choices, how often each choice but the first is taken; and for each decision which choice it
 * takes.
 *
 * <p>The shared features (constant and counts) say what a choice costs anywhere, the others how
 * that differs from place to place. With the coefficients of both, a metric is linear in the gates
 * z. Where a runtime prunes, a decision counts for its first choice, which is to take nothing, and
 * an architecture of which nothing is left is a constant of no cost.
 */
public final class AdditiveFeatures {
  private final SearchSpace space;
  private final List<Integer> choices = new ArrayList<>();
  private final List<Integer> sharedStart = new ArrayList<>();
  private final List<Integer> ownStart = new ArrayList<>();
  private final int shared;
  private final int size;

  /** The features of architectures of {@code space}. */
  public AdditiveFeatures(SearchSpace space) {
    this.space = space;
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

  /** The features of the architecture at {@code index} on a runtime that prunes so. */
  public double[] of(int index, Pruning pruning) {
    double[] features = new double[size];
    add(features, 0, space.architecture(index), pruning);
    return features;
  }

  /** The features without pruning, and behind them those of each kind of it. */
  double[] joint(int index) {
    Architecture architecture = space.architecture(index);
    double[] features = new double[Pruning.values().length * size];
    for (Pruning pruning : Pruning.values()) {
      add(features, pruning.ordinal() * size, architecture, pruning);
    }
    return features;
  }

  private void add(double[] features, int start, Architecture architecture, Pruning pruning) {
    int[] chosen = architecture.choices();
    boolean[] runs = new boolean[chosen.length];
    Arrays.fill(runs, true);
    if (pruning == Pruning.UNUSED) {
      runs = space.leadsToOutput(architecture);
    }
    for (int decision = 0; decision < chosen.length; decision++) {
      if (!runs[decision]) {
        continue;
      }
      features[start] = 1;
      int choice = chosen[decision] - 1;
      if (choice >= 0) {
        features[start + sharedStart.get(decision) + choice]++;
        features[start + ownStart.get(decision) + choice] = 1;
      }
    }
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
