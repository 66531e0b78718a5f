package org.jmodnas.cli.search;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jmodnas.objective.ArchitectureObjective;
import org.jmodnas.tensor.ConfigurationException;

/** The objectives that users have put on the class path. */
final class OwnObjectives {
  private OwnObjectives() {}

  /**
   * The one called {@code name}.
   *
   * @throws ConfigurationException if there is none, or the class path has a broken one
   */
  static ArchitectureObjective find(String name) {
    List<String> names = new ArrayList<>();
    try {
      for (ArchitectureObjective objective : ServiceLoader.load(ArchitectureObjective.class)) {
        if (objective.name().equals(name)) {
          return objective;
        }
        names.add(objective.name());
      }
    } catch (ServiceConfigurationError e) {
      throw new ConfigurationException(
          "An objective on the class path cannot be loaded: " + e.getMessage(), e);
    }
    throw new ConfigurationException(
        ("Unknown objective '%s': expected %s, one on the class path (which has %s), or a table; "
                + "a file of that name is './%s'")
            .formatted(name, Objectives.NAMES, names.isEmpty() ? "none" : names, name));
  }
}
