package org.jmodnas.baselines.trainingfree;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.network.ForwardingLayers;
import org.jmodnas.network.Layers;
import org.jmodnas.tensor.Tensor;

/** Layers that note the results of some blocks, in the order of the pass. */
final class StageFeatures implements ForwardingLayers {
  private final Layers inner;
  private final List<String> names;
  private final List<Tensor> features = new ArrayList<>();

  StageFeatures(Layers inner, List<String> names) {
    this.inner = inner;
    this.names = names;
  }

  List<Tensor> features() {
    return features;
  }

  @Override
  public Layers inner() {
    return inner;
  }

  @Override
  public Tensor boundary(String name, Tensor x) {
    if (names.contains(name)) {
      features.add(x);
    }
    return inner.boundary(name, x);
  }
}
