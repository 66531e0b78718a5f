package org.jmodnas.cuda;

/**
 * From the least to the most that was counted. As text one number, or two with a {@code to} between
 * them.
 */
record CountRange(long least, long most) {
  private static final String TO = " to ";

  static CountRange of(long count) {
    return new CountRange(count, count);
  }

  static CountRange parse(String text) {
    String[] ends = text.split(TO, 2);
    return new CountRange(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
  }

  /** The smallest range that holds both. */
  CountRange with(CountRange other) {
    return new CountRange(Math.min(least, other.least), Math.max(most, other.most));
  }

  boolean holds(CountRange other) {
    return least <= other.least && other.most <= most;
  }

  @Override
  public String toString() {
    return least == most ? "" + least : least + TO + most;
  }
}
