package org.jmodnas.tensor.autodiff;

import java.util.IdentityHashMap;
import java.util.Optional;
import org.jmodnas.tensor.Tensor;

/** The gradients of a scalar with respect to the watched tensors it depends on. */
public final class Gradients {
  private final IdentityHashMap<Tensor, Tensor> byLeaf;

  Gradients(IdentityHashMap<Tensor, Tensor> byLeaf) {
    this.byLeaf = byLeaf;
  }

  /** The gradient of {@code leaf}, of its shape; empty if the scalar does not depend on it. */
  public Optional<Tensor> of(Tensor leaf) {
    return Optional.ofNullable(byLeaf.get(leaf));
  }

  /** The gradient of {@code leaf}, which the scalar must depend on. */
  public Tensor get(Tensor leaf) {
    return of(leaf)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    leaf + " has no gradient: it was not watched, or nothing depends on it"));
  }
}
