package org.jmodnas.report.analysis;

import java.util.List;
import org.jmodnas.report.data.JudgedArchitecture;
import org.jmodnas.report.data.Objective;

/** Turns objectives so that less is better in each. */
final class Orientation {
  private final List<Objective> objectives;

  Orientation(List<Objective> objectives) {
    this.objectives = objectives;
  }

  /** The objectives of an architecture, those to be maximised with their sign turned. */
  double[] minimized(JudgedArchitecture architecture) {
    double[] values = new double[objectives.size()];
    for (int m = 0; m < values.length; m++) {
      double value = architecture.objectives().get(m);
      values[m] = objectives.get(m).maximized() ? -value : value;
    }
    return values;
  }
}
