package org.jmodnas.baselines.bayesian.gaussian;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises by the limited-memory BFGS method (Nocedal and Wright, 2006, algorithm 7.4) with halved
 * steps until the function falls enough.
 */
final class Lbfgs {
  private static final int MEMORY = 8;
  private static final int MOST_HALVINGS = 12;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double FLAT = 1e-3;

  /** No logarithm moves by more than this in one step. */
  private static final double LONGEST_STEP = 2;

  private final DifferentiableFunction function;
  private final Deque<Correction> corrections = new ArrayDeque<>();
  private double[] point;
  private double[] gradient;
  private double value;

  /** A step and how it changed the gradient. */
  private record Correction(double[] step, double[] change, double product) {}

  private Lbfgs(DifferentiableFunction function, double[] start) {
    this.function = function;
    point = start.clone();
    gradient = new double[start.length];
    value = function.evaluate(point, gradient);
  }

  /** A point that is no worse than {@code start}, after at most so many iterations. */
  static double[] minimize(DifferentiableFunction function, double[] start, int iterations) {
    Lbfgs search = new Lbfgs(function, start);
    for (int i = 0; i < iterations && search.advance(); i++) {
      // each iteration moves the point
    }
    return search.point;
  }

  /** One iteration; false if nothing is left to gain. */
  private boolean advance() {
    if (largest(gradient) < FLAT) {
      return false;
    }
    double[] direction = direction();
    double scale = Math.min(1, LONGEST_STEP / largest(direction));
    double slope = scale * dot(direction, gradient);
    for (int halving = 0; halving < MOST_HALVINGS; halving++) {
      double[] next = point.clone();
      Cholesky.addScaled(next, scale, direction);
      double[] nextGradient = new double[next.length];
      double nextValue = function.evaluate(next, nextGradient);
      if (nextValue <= value + SUFFICIENT_DECREASE * slope) {
        accept(next, nextGradient);
        value = nextValue;
        return true;
      }
      scale /= 2;
      slope /= 2;
    }
    return false;
  }

  private void accept(double[] next, double[] nextGradient) {
    double[] step = next.clone();
    Cholesky.addScaled(step, -1, point);
    double[] change = nextGradient.clone();
    Cholesky.addScaled(change, -1, gradient);
    double product = dot(step, change);
    if (product > 0) {
      corrections.addFirst(new Correction(step, change, product));
      if (corrections.size() > MEMORY) {
        corrections.removeLast();
      }
    }
    point = next;
    gradient = nextGradient;
  }

  private double[] direction() {
    double[] direction = new double[gradient.length];
    Cholesky.addScaled(direction, -1, gradient);
    if (corrections.isEmpty()) {
      double norm = Math.sqrt(dot(gradient, gradient));
      return scaled(direction, 1 / norm);
    }
    double[] shares = new double[corrections.size()];
    int i = 0;
    for (Correction correction : corrections) {
      shares[i] = dot(correction.step, direction) / correction.product;
      Cholesky.addScaled(direction, -shares[i], correction.change);
      i++;
    }
    Correction latest = corrections.getFirst();
    direction = scaled(direction, latest.product / dot(latest.change, latest.change));
    for (Iterator<Correction> oldest = corrections.descendingIterator(); oldest.hasNext(); ) {
      Correction correction = oldest.next();
      i--;
      double share = dot(correction.change, direction) / correction.product;
      Cholesky.addScaled(direction, shares[i] - share, correction.step);
    }
    return direction;
  }

  private static double[] scaled(double[] vector, double scale) {
    double[] scaled = new double[vector.length];
    Cholesky.addScaled(scaled, scale, vector);
    return scaled;
  }

  private static double dot(double[] a, double[] b) {
    return Cholesky.dot(a, b, a.length);
  }

  private static double largest(double[] vector) {
    double largest = 0;
    for (double value : vector) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
