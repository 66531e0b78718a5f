package org.jmodnas.testkit.planted;

import java.util.Random;

/** Draws from the generators of the JDK. */
public final class ForbiddenRandomness {
  private final Random random = new Random(1);

  int draw() {
    return random.nextInt();
  }

  /** Needs no field of a forbidden type. */
  public static final class ByCall {
    double draw() {
      return Math.random();
    }
  }
}
