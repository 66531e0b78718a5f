package example;

import java.util.List;
import org.jmodnas.pareto.Hypervolume;

/** Pareto bookkeeping without a search. */
public final class Bookkeeping {
  private Bookkeeping() {}

  /** What two points dominate up to the reference point (1, 1). */
  public static double hypervolume() {
    // begin bookkeeping
    List<double[]> points = List.of(new double[] {0.2, 0.7}, new double[] {0.5, 0.3});
    double hypervolume = Hypervolume.of(points, 1, 1);
    // end bookkeeping
    return hypervolume;
  }
}
