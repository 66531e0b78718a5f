package org.jmodnas.testkit.planted;

/** Keeps a counter for the whole process. */
public final class StaticState {
  private static int calls;

  int count() {
    return ++calls;
  }
}
