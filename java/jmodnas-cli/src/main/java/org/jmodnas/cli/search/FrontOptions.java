package org.jmodnas.cli.search;

import org.jmodnas.tensor.ConfigurationException;

/** Checks shared by the commands that profile fronts. */
final class FrontOptions {
  private static final int MOST_RAYS = 10_000;

  private FrontOptions() {}

  static void requireRays(int rays) {
    if (rays < 2 || rays > MOST_RAYS) {
      throw new ConfigurationException("'--rays' is 2 … %d, got '%d'".formatted(MOST_RAYS, rays));
    }
  }

  static void requireAtLeast(String option, int least, int value) {
    if (value < least) {
      throw new ConfigurationException(
          "'%s' is at least %d, got '%d'".formatted(option, least, value));
    }
  }
}
