package org.jmodnas.cli.search;

import org.jmodnas.tensor.ConfigurationException;

/** Checks shared by the commands that profile fronts. */
final class FrontOptions {
  private FrontOptions() {}

  static void requireRays(int rays) {
    if (rays < 2) {
      throw new ConfigurationException("'--rays' is at least 2, got '" + rays + "'");
    }
  }
}
