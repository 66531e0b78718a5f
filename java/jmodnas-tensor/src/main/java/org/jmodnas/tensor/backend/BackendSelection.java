package org.jmodnas.tensor.backend;

import java.util.Optional;

/**
 * A backend that works here, and the device it would compute on.
 *
 * @param device as the provider takes it; empty for the first
 */
public record BackendSelection(BackendProvider provider, String device) {
  /** The name that selects it again, such as {@code cuda:1}. */
  public String name() {
    return device.isEmpty() ? provider.name() : provider.name() + ":" + device;
  }

  /** Memory of the device, if it can be told. */
  public Optional<Capacity> capacity() {
    return provider.capacity(device);
  }

  /** The first stream of a new backend, to be closed by the caller. */
  public Backend open(BackendOptions options) {
    return provider.open(device, options);
  }
}
