package org.jmodnas.baselines.trainingfree;

import java.util.List;
import org.jmodnas.stats.SymmetricMatrix;

/**
 * ln |det K|, where K counts for each pair of images the ReLU units that are active for both or for
 * neither (Mellor et al., 2021; NASWOT). Only ReLUs that lead to the output are counted.
 */
final class Naswot {
  private Naswot() {}

  static double value(Probe probe) {
    return SymmetricMatrix.logDeterminant(agreements(probe.loss().patterns()));
  }

  private static double[][] agreements(List<ActivationPattern> patterns) {
    int batch = patterns.get(0).rows().length;
    double[][] agreements = new double[batch][batch];
    for (ActivationPattern pattern : patterns) {
      for (int i = 0; i < batch; i++) {
        for (int j = 0; j < batch; j++) {
          agreements[i][j] += pattern.agreement(i, j);
        }
      }
    }
    return agreements;
  }
}
