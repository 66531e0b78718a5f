package org.jmodnas.cuda;

/**
 * Number of blocks of a launch. Kernels stride over their data, so any number is right; these keep
 * a GPU busy. They depend on the data alone, so that sums have the same bits on every GPU.
 */
record Grid(int blocks) {
  private static final int MOST_BLOCKS = 2048;

  /** Blocks of sums, each of which leaves one value behind. */
  private static final int MOST_PARTIAL_SUMS = 256;

  /** Columns that a block of the column sums takes at a time. */
  private static final int COLUMNS = 8;

  private static final int WARP = 32;
  private static final int ELEMENTS_OF_PARTIAL_SUM = 1024;

  Grid {
    if (blocks < 1) {
      throw new IllegalArgumentException("A grid has at least 1 block, got " + blocks);
    }
  }

  /** A block for each of {@code count} pieces of work. */
  static Grid of(int count) {
    return new Grid(Math.min(MOST_BLOCKS, count));
  }

  /** One thread for each of {@code elements}. */
  static Grid covering(int elements, int threads) {
    return of((int) ceil(elements, threads));
  }

  /** A warp for each of {@code rows}. */
  static Grid ofRows(int rows, int threads) {
    return of((int) ceil((long) WARP * rows, threads));
  }

  /** Blocks that sum {@code elements}. */
  static Grid summing(int elements) {
    return new Grid((int) Math.min(MOST_PARTIAL_SUMS, ceil(elements, ELEMENTS_OF_PARTIAL_SUM)));
  }

  /** Blocks that sum {@code columns}. */
  static Grid ofColumns(int columns) {
    return of((int) ceil(columns, COLUMNS));
  }

  private static long ceil(long count, long size) {
    return (count + size - 1) / size;
  }
}
