package org.jmodnas.baselines.pdns;

import java.util.List;
import org.jmodnas.baselines.rescoring.Candidate;

/**
 * Pareto-dominance novelty: the mean distance of a candidate to the members of the archive, itself
 * included, which counts for a member and against any other candidate. So members are better the
 * farther they are from the rest of the front, the others the nearer they are to it.
 *
 * <p>Every criterion is scaled to [0, 1] over candidates and archive; one without a value is at 1.
 */
final class ParetoNovelty {
  private final int dimensions;
  private final double[] lowest;
  private final double[] ranges;

  private ParetoNovelty(List<Candidate> candidates, List<Candidate> members) {
    dimensions = candidates.get(0).criteria().length;
    lowest = new double[dimensions];
    ranges = new double[dimensions];
    for (int m = 0; m < dimensions; m++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (List<Candidate> group : List.of(candidates, members)) {
        for (Candidate candidate : group) {
          double value = candidate.criteria()[m];
          if (Double.isFinite(value)) {
            least = Math.min(least, value);
            most = Math.max(most, value);
          }
        }
      }
      lowest[m] = least;
      ranges[m] = most - least;
    }
  }

  /** The novelty of each candidate; 0 while the archive is empty. */
  static double[] of(List<Candidate> candidates, ElitistArchive archive) {
    List<Candidate> members = archive.members();
    ParetoNovelty scale = new ParetoNovelty(candidates, members);
    double[] points = scale.scaled(candidates);
    double[] front = scale.scaled(members);
    double[] novelty = new double[candidates.size()];
    for (int i = 0; i < novelty.length; i++) {
      double distance = scale.meanDistance(points, i * scale.dimensions, front);
      novelty[i] = archive.contains(candidates.get(i).architecture()) ? distance : -distance;
    }
    return novelty;
  }

  /** Scaled criteria, one candidate after the other. */
  private double[] scaled(List<Candidate> candidates) {
    double[] points = new double[candidates.size() * dimensions];
    for (int i = 0; i < points.length; i++) {
      int m = i % dimensions;
      double value = candidates.get(i / dimensions).criteria()[m];
      // Where all values are equal, none is far from another.
      double scaled = ranges[m] > 0 ? (value - lowest[m]) / ranges[m] : 0;
      points[i] = Double.isFinite(value) ? scaled : 1;
    }
    return points;
  }

  private double meanDistance(double[] points, int start, double[] front) {
    double sum = 0;
    for (int j = 0; j < front.length; j += dimensions) {
      double squares = 0;
      for (int m = 0; m < dimensions; m++) {
        double difference = points[start + m] - front[j + m];
        squares += difference * difference;
      }
      sum += Math.sqrt(squares);
    }
    return front.length == 0 ? 0 : sum * dimensions / front.length;
  }
}
