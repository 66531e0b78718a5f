package org.jmodnas.tensor.backend;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jmodnas.tensor.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a backend by name, or the best one this machine has. */
public final class Backends {
  /** System property that forces a backend by name where the caller leaves the choice open. */
  public static final String FORCED = "jmodnas.backend";

  /** Name that stands for the best available backend. */
  public static final String AUTOMATIC = "auto";

  private static final String FIRST_DEVICE = "";
  private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

  private Backends() {}

  /** Opens {@code jmodnas.backend} if that property is set, else the best available backend. */
  public static Backend open() {
    return open(System.getProperty(FORCED, AUTOMATIC));
  }

  /** Opens the backend called {@code name} with the standard options. */
  public static Backend open(String name) {
    return open(name, BackendOptions.standard());
  }

  /**
   * Opens the backend called {@code name}, as {@link #select} finds it.
   *
   * @throws ConfigurationException if it does not exist or does not work here
   */
  public static Backend open(String name, BackendOptions options) {
    return select(name).open(options);
  }

  /**
   * Finds the backend called {@code name}; {@value #AUTOMATIC} takes the best available one.
   *
   * @param name a provider's, such as {@code cpu}; a colon and a device may follow, as in {@code
   *     cuda:1}
   * @throws ConfigurationException if it does not exist or does not work here
   */
  public static BackendSelection select(String name) {
    List<BackendProvider> providers = providers();
    if (name.equals(AUTOMATIC)) {
      return selectBest(providers);
    }
    String[] parts = name.split(":", 2);
    String device = parts.length == 1 ? FIRST_DEVICE : parts[1];
    BackendProvider provider =
        providers.stream()
            .filter(candidate -> candidate.name().equals(parts[0]))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "Unknown backend '%s': expected '%s' or one of %s"
                            .formatted(name, AUTOMATIC, names(providers))));
    Availability availability = provider.probe(device);
    if (!availability.available()) {
      throw new ConfigurationException(
          "Backend '" + name + "' does not work here: " + availability.reason());
    }
    return new BackendSelection(provider, device);
  }

  /** The backends on the class path, in the order in which {@value #AUTOMATIC} tries them. */
  public static List<BackendProvider> providers() {
    return ServiceLoader.load(BackendProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparingInt(BackendProvider::priority).reversed())
        .toList();
  }

  private static BackendSelection selectBest(List<BackendProvider> providers) {
    for (BackendProvider provider : providers) {
      Availability availability = provider.probe(FIRST_DEVICE);
      if (availability.available()) {
        LOG.info("Backend {}: {}", provider.name(), availability.reason());
        return new BackendSelection(provider, FIRST_DEVICE);
      }
      LOG.info("Backend {} is left out: {}", provider.name(), availability.reason());
    }
    throw new ConfigurationException(
        "No backend works here. 'jmodnas doctor' shows the reason of each");
  }

  private static String names(List<BackendProvider> providers) {
    return providers.stream()
        .map(provider -> "'" + provider.name() + "'")
        .collect(Collectors.joining(", "));
  }
}
