package org.jmodnas.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;

/**
 * The sum of tensors that arrive in any order, added in the order of their numbers, so that its
 * rounding does not depend on the timing of threads. Thread-safe.
 */
final class OrderedSum {
  private final Tensor total;
  private final Map<Integer, Optional<Tensor>> early = new HashMap<>();
  private int next;
  private boolean empty = true;

  /**
   * A sum.
   *
   * @param total its memory
   */
  OrderedSum(Tensor total) {
    this.total = total;
  }

  /**
   * Adds tensor {@code number}, which the sum keeps alive until its turn.
   *
   * @param stream the calling thread's
   * @param term the tensor, or empty for zero
   */
  synchronized void add(Backend stream, int number, Optional<Tensor> term) {
    term.ifPresent(tensor -> tensor.storage().retain());
    early.put(number, term);
    for (Optional<Tensor> due = early.remove(next); due != null; due = early.remove(next)) {
      due.ifPresent(tensor -> accumulate(stream, tensor));
      next++;
    }
  }

  private void accumulate(Backend stream, Tensor term) {
    stream.elementwise().sum(empty ? List.of(term) : List.of(total, term), total);
    term.storage().release();
    empty = false;
  }

  /** The sum of tensors 0 … n − 1, all of which have arrived; empty if all were zero. */
  synchronized Optional<Tensor> total() {
    if (!early.isEmpty()) {
      throw new IllegalStateException("Tensor " + next + " has not arrived");
    }
    return empty ? Optional.empty() : Optional.of(total);
  }
}
