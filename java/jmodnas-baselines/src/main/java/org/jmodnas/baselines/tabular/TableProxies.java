package org.jmodnas.baselines.tabular;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;

/** Proxies that are read from columns with a value for each architecture. */
public final class TableProxies implements Proxies {
  private final SearchSpace space;
  private final Map<String, double[]> columns;

  /**
   * Proxies of {@code space}.
   *
   * @param columns by name, values by architecture index; NaN where there is none
   */
  public TableProxies(SearchSpace space, Map<String, double[]> columns) {
    this.space = space;
    this.columns = new LinkedHashMap<>();
    columns.forEach((name, values) -> this.columns.put(name, values.clone()));
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(columns.keySet());
  }

  @Override
  public double value(String name, Architecture architecture) {
    double[] values = columns.get(name);
    if (values == null) {
      throw new ConfigurationException(
          "A method needs the proxy '%s' and there are %s; compute it with 'jmodnas proxy' and name the table with '--proxies'"
              .formatted(name, columns.keySet()));
    }
    return values[space.index(architecture)];
  }
}
