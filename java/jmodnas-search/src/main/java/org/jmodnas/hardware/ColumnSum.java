package org.jmodnas.hardware;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;

/**
 * The sum over the decisions that is nearest to a column of values, by least squares over all
 * architectures that have one.
 */
final class ColumnSum implements MetricFunction {
  /** Residual, in ranges of the values, up to which they are the sum. */
  private static final double EXACT = 1e-6;

  private final SearchSpace space;
  private final GateSum sum;
  private final double residual;

  private ColumnSum(SearchSpace space, GateSum sum, double residual) {
    this.space = space;
    this.sum = sum;
    this.residual = residual;
  }

  /**
   * The nearest sum.
   *
   * @param values by architecture index; NaN where one is missing; not all equal
   */
  static ColumnSum fit(SearchSpace space, double[] values) {
    int[] known = IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray();
    double lowest = Arrays.stream(known).mapToDouble(i -> values[i]).min().orElseThrow();
    double range = Arrays.stream(known).mapToDouble(i -> values[i]).max().orElseThrow() - lowest;
    int choices = choices(space);
    int gates = space.decisions().size() * choices;
    // Of each architecture one gate a decision is 1, and the constant.
    double[][] products = new double[gates + 1][gates + 1];
    double[] right = new double[gates + 1];
    for (int index : known) {
      int[] features = features(space, index, choices);
      double value = (values[index] - lowest) / range;
      for (int i : features) {
        right[i] += value;
        for (int j : features) {
          products[i][j]++;
        }
      }
    }
    // The gates of a decision add to the constant; of all solutions this is the shortest.
    double[] solution =
        new SingularValueDecomposition(new Array2DRowRealMatrix(products, false))
            .getSolver()
            .solve(new ArrayRealVector(right, false))
            .toArray();
    float[] weights = new float[gates];
    for (int i = 0; i < gates; i++) {
      weights[i] = (float) (range * solution[i]);
    }
    double constant = lowest + range * solution[gates];
    double residual = 0;
    for (int index : known) {
      double fitted = 0;
      for (int i : features(space, index, choices)) {
        fitted += solution[i];
      }
      residual = Math.max(residual, Math.abs(lowest + range * fitted - values[index]) / range);
    }
    return new ColumnSum(space, new GateSum(constant, weights, Double.NEGATIVE_INFINITY), residual);
  }

  private static int[] features(SearchSpace space, int index, int choices) {
    int[] taken = space.architecture(index).choices();
    int[] features = new int[taken.length + 1];
    for (int decision = 0; decision < taken.length; decision++) {
      features[decision] = decision * choices + taken[decision];
    }
    features[taken.length] = taken.length * choices;
    return features;
  }

  private static int choices(SearchSpace space) {
    return space.decisions().get(0).choices().size();
  }

  /** Whether the values are this sum. */
  boolean isExact() {
    return residual <= EXACT;
  }

  /** The sums of architectures by index. */
  double[] outputs(int[] indices) {
    return Arrays.stream(indices)
        .mapToObj(space::architecture)
        .mapToDouble(
            architecture ->
                sum.of(architecture.choices(), space.leadsToOutput(architecture), choices(space)))
        .toArray();
  }

  @Override
  public Tensor predict(Tape tape, Tensor gates, List<TargetDevice> devices) {
    return GateSumFunction.of(tape, gates, Collections.nCopies(gates.shape().dimension(0), sum));
  }
}
