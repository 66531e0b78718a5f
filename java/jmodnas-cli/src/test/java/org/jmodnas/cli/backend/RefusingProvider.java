package org.jmodnas.cli.backend;

import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Availability;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.BackendOptions;
import org.jmodnas.tensor.backend.BackendProvider;

/** A backend that opens with nothing but the message what it was asked for. */
public final class RefusingProvider implements BackendProvider {
  @Override
  public String name() {
    return "refusing";
  }

  @Override
  public int priority() {
    return Integer.MIN_VALUE;
  }

  @Override
  public Availability probe(String device) {
    return new Availability(true, "for tests");
  }

  @Override
  public Backend open(String device, BackendOptions options) {
    throw new ConfigurationException("asked for '" + device + "' with " + options);
  }
}
