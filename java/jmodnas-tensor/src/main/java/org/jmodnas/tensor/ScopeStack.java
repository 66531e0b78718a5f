package org.jmodnas.tensor;

import org.jspecify.annotations.Nullable;

/** The open scopes of one backend instance, innermost last. For backends only. */
public final class ScopeStack implements AutoCloseable {
  private final TensorScope root = new TensorScope(this, null);
  private TensorScope innermost = root;

  /** Opens a scope inside the innermost one. */
  public TensorScope open() {
    innermost = new TensorScope(this, innermost);
    return innermost;
  }

  /** Gives the reference that a new storage is born with to the innermost scope. */
  public void adopt(Storage storage) {
    innermost.adopt(storage);
  }

  void leave(TensorScope scope, @Nullable TensorScope parent) {
    if (scope != innermost) {
      throw new IllegalStateException("Scopes close innermost first; an inner scope is still open");
    }
    innermost = parent == null ? scope : parent;
  }

  /** Closes every open scope, the root last. */
  @Override
  public void close() {
    while (innermost != root) {
      innermost.close();
    }
    root.close();
  }
}
