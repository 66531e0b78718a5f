package org.jmodnas.cli.pareto;

import java.io.IOException;
import java.io.InputStream;
import org.jmodnas.cli.console.PointReader;
import org.jmodnas.cli.console.PointTable;

/** The points that a command works on: all of standard input. */
record PointSource(InputStream input) {
  static final String NAME = "standard input";

  PointTable read() throws IOException {
    return PointReader.read(input, NAME);
  }
}
