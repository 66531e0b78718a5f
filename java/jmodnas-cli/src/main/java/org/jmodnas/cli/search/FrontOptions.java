package org.jmodnas.cli.search;

import org.jmodnas.tensor.ConfigurationException;

/** Checks shared by the commands that profile fronts. */
final class FrontOptions {
  private FrontOptions() {}

  static void requireRays(int rays) {
    requireAtLeast("--rays", 2, rays);
  }

  static void requireAtLeast(String option, int least, int value) {
    if (value < least) {
      throw new ConfigurationException(
          "'%s' is at least %d, got '%d'".formatted(option, least, value));
    }
  }
}
