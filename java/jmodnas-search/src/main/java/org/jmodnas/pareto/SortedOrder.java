package org.jmodnas.pareto;

/**
 * The order that sorts points by one objective. A merge sort of primitive keys, whose comparisons
 * follow no pointers: sorting is most of the time of a sweep.
 */
final class SortedOrder {
  private static final int RUN = 8;

  private double[] keys;
  private int[] order;
  private double[] mergedKeys;
  private int[] mergedOrder;

  private SortedOrder(double[] keys) {
    this.keys = keys;
    order = new int[keys.length];
    mergedKeys = new double[keys.length];
    mergedOrder = new int[keys.length];
  }

  /** Indices of {@code points}, those with the smallest {@code objective} first. */
  static int[] of(double[][] points, int objective) {
    double[] keys = new double[points.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = points[i][objective];
    }
    SortedOrder sorted = new SortedOrder(keys);
    for (int start = 0; start < keys.length; start += RUN) {
      sorted.insert(start, Math.min(start + RUN, keys.length));
    }
    for (int width = RUN; width < keys.length; width *= 2) {
      sorted.mergeAll(width);
    }
    return sorted.order;
  }

  /** Sorts a short run. */
  private void insert(int start, int end) {
    for (int i = start; i < end; i++) {
      double key = keys[i];
      int hole = i;
      for (; hole > start && keys[hole - 1] > key; hole--) {
        keys[hole] = keys[hole - 1];
        order[hole] = order[hole - 1];
      }
      keys[hole] = key;
      order[hole] = i;
    }
  }

  /** Merges neighbouring runs of {@code width} keys. */
  private void mergeAll(int width) {
    for (int start = 0; start < keys.length; start += 2 * width) {
      merge(start, Math.min(start + width, keys.length), Math.min(start + 2 * width, keys.length));
    }
    double[] swappedKeys = keys;
    keys = mergedKeys;
    mergedKeys = swappedKeys;
    int[] swappedOrder = order;
    order = mergedOrder;
    mergedOrder = swappedOrder;
  }

  private void merge(int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean takeLeft = right == end || (left < middle && keys[left] <= keys[right]);
      int from = takeLeft ? left++ : right++;
      mergedKeys[i] = keys[from];
      mergedOrder[i] = order[from];
    }
  }
}
