package org.jmodnas.space;

/**
 * One member of a search space.
 *
 * <p>Two architectures are equal if their canonical strings are.
 */
public final class Architecture {
  private final String canonical;
  private final int[] choices;

  /** An architecture with its canonical string and the choice of each decision. */
  public Architecture(String canonical, int[] choices) {
    this.canonical = canonical;
    this.choices = choices.clone();
  }

  /** The choice made for each decision of the space. */
  public int[] choices() {
    return choices.clone();
  }

  /** The canonical string. */
  @Override
  public String toString() {
    return canonical;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Architecture that && canonical.equals(that.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }
}
