package org.jmodnas.tensor.backend;

import java.util.List;
import java.util.Optional;

/** Makes one kind of backend, if this machine has what it needs. Found by ServiceLoader. */
public interface BackendProvider {
  /** Short name, such as {@code cpu}, by which users force this backend. */
  String name();

  /** Which available backend is taken first when none is forced; higher is earlier. */
  int priority();

  /**
   * Whether the backend works here, and why not; never throws.
   *
   * @param device which of several devices, such as {@code 1}; empty for the first
   */
  Availability probe(String device);

  /** What was found on this machine, all devices included, as far as it gets; never throws. */
  default List<Finding> describe() {
    return List.of();
  }

  /**
   * Memory of a device; empty if it cannot be told. Never throws.
   *
   * @param device as probed
   */
  default Optional<Capacity> capacity(String device) {
    return Optional.empty();
  }

  /**
   * The first stream of a new backend, to be closed by the caller.
   *
   * @param device as probed
   */
  Backend open(String device, BackendOptions options);
}
