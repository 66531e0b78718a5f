package org.jmodnas.baselines.evolution;

import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.SearchMethodContract;

final class WeakNsga2Test extends SearchMethodContract {
  @Override
  protected MethodFactory factory() {
    return Nsga2::weak;
  }
}
