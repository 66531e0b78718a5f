package org.jmodnas.baselines.local;

import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.SearchMethodContract;

final class RandomSearchTest extends SearchMethodContract {
  @Override
  protected MethodFactory factory() {
    return RandomSearch::new;
  }
}
