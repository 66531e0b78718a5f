package org.jmodnas.baselines.cmaes;

import java.util.List;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.SearchSpace.Decision;
import org.jmodnas.tensor.random.Philox;

/**
 * A search space as the box [0, 1]ⁿ with a coordinate for each decision: of k choices, choice ⌊k
 * x⌋.
 */
public final class ChoiceBox {
  private final SearchSpace space;
  private final List<Decision> decisions;

  /** The box of {@code space}. */
  public ChoiceBox(SearchSpace space) {
    this.space = space;
    decisions = space.decisions();
  }

  /** The number of coordinates. */
  public int dimensions() {
    return decisions.size();
  }

  /** The point in the middle of what {@code architecture} has of the box. */
  public double[] point(Architecture architecture) {
    int[] choices = architecture.choices();
    double[] point = new double[choices.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = (choices[i] + .5) / decisions.get(i).choices().size();
    }
    return point;
  }

  /** The architecture at {@code point} of the box. */
  public Architecture architecture(double... point) {
    int[] choices = new int[point.length];
    for (int i = 0; i < point.length; i++) {
      int count = decisions.get(i).choices().size();
      choices[i] = Math.min((int) (count * point[i]), count - 1);
    }
    return space.decode(choices);
  }

  /** A uniform point. */
  public double[] sample(Philox random) {
    double[] point = new double[dimensions()];
    for (int i = 0; i < point.length; i++) {
      point[i] = random.nextDouble();
    }
    return point;
  }

  /** The point in the box that {@code point} is a mirror image of, at as many walls as it takes. */
  public static double[] reflected(double... point) {
    double[] inside = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      double period = Math.abs(point[i]) % 2;
      inside[i] = period > 1 ? 2 - period : period;
    }
    return inside;
  }
}
