package org.jmodnas.cli.search;

import org.jmodnas.search.SearchConfig;
import org.jmodnas.tensor.ConfigurationException;

/**
 * The form of the meta-hypernetwork.
 *
 * @param preferences {@code interpolated:N} or {@code nearest:N}: how a preference reads the
 *     lattice whose weights are multiples of 1/N
 * @param embedding {@code standardized} over the training devices, or {@code raw}
 * @param scores {@code dot} for softmax(q), {@code sine} for softmax(sin q), {@code scaled:N} for
 *     softmax(τq) with a learned τ that begins at N
 */
public record FormSettings(String preferences, String embedding, String scores) {
  private static final String PREFERENCES = "--preferences";

  /** The form called {@code name}, {@code standard} or {@code published}. */
  static FormSettings preset(String name) {
    return of(MethodSettings.hypernetwork("--hypernetwork", name));
  }

  /** The form that {@code config} has. */
  static FormSettings of(SearchConfig.Hypernetwork config) {
    return new FormSettings(
        (config.interpolated() ? "interpolated:" : "nearest:") + config.resolution(),
        config.standardized() ? "standardized" : "raw",
        MethodTerm.text(config.scores()));
  }

  /** {@code config} in this form. */
  SearchConfig.Hypernetwork applied(SearchConfig.Hypernetwork config) {
    MethodTerm lattice = MethodTerm.parse(PREFERENCES, preferences);
    if (lattice.second() != null) {
      throw new ConfigurationException(
          "'%s' has one number, got '%s'".formatted(PREFERENCES, preferences));
    }
    boolean interpolated = isFirst(PREFERENCES, lattice.name(), "interpolated", "nearest");
    int usual =
        (interpolated
                ? SearchConfig.Hypernetwork.standard()
                : SearchConfig.Hypernetwork.published())
            .resolution();
    return config.withForm(
        lattice.whole(usual),
        interpolated,
        isFirst("--embedding", embedding, "standardized", "raw"),
        MethodTerm.scores(scores));
  }

  private static boolean isFirst(String option, String name, String first, String second) {
    if (!name.equals(first) && !name.equals(second)) {
      throw new ConfigurationException(
          "Unknown '%s' for '%s': expected one of [%s, %s]".formatted(name, option, first, second));
    }
    return name.equals(first);
  }
}
