package org.jmodnas.tensor.backend;

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

  /**
   * The first stream of a new backend, to be closed by the caller.
   *
   * @param device as probed
   */
  Backend open(String device, BackendOptions options);
}
