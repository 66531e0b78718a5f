package org.jmodnas.tensor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owns the tensors made while it is the innermost open scope of its backend, and releases them when
 * it closes. A result that must live longer is handed out explicitly with {@link #keep}.
 *
 * <p>A storage is freed when its last owner (a scope, or a tape that saved it for the backward
 * pass) releases it.
 */
public final class TensorScope implements AutoCloseable {
  private final ScopeStack stack;
  private final @Nullable TensorScope parent;
  private final List<Storage> owned = new ArrayList<>();
  private boolean closed;

  TensorScope(ScopeStack stack, @Nullable TensorScope parent) {
    this.stack = stack;
    this.parent = parent;
  }

  /** Makes this scope an owner of the tensor's storage, whose reference it takes over. */
  void adopt(Storage storage) {
    owned.add(storage);
  }

  /** Hands {@code tensor} to the enclosing scope as well, so that it survives this one. */
  public Tensor keep(Tensor tensor) {
    if (parent == null) {
      throw new IllegalStateException("The outermost scope has no enclosing scope to keep for");
    }
    tensor.storage().retain();
    parent.adopt(tensor.storage());
    return tensor;
  }

  /** Releases everything this scope owns. It must be the innermost open scope. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    stack.leave(this, parent);
    closed = true;
    owned.forEach(Storage::release);
    owned.clear();
  }
}
