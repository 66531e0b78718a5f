package org.jmodnas.cli.config;

import java.nio.file.Path;

/** A command that has a configuration. */
public interface Configurable {
  /** The keys of its configuration. */
  ConfigKeys keys();

  /**
   * The configuration that {@code given} amounts to, every key spelled out, as YAML.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if the command would refuse it
   */
  String resolved(ConfigOptions given);

  /**
   * The configuration that a run keeps, as YAML.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if there is none or it is damaged
   */
  String stored(Path run);
}
