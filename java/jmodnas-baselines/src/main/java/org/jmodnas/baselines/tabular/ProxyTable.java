package org.jmodnas.baselines.tabular;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.space.SearchSpace;

/**
 * Reads proxies from CSV: a header line with {@code index} or {@code arch} (or both) and one column
 * a proxy; then one line an architecture. Values are finite numbers of either sign; an empty field
 * is a missing value.
 */
public final class ProxyTable {
  private ProxyTable() {}

  /**
   * The columns of {@code file} as {@link TableProxies} takes them.
   *
   * @return by name, values by architecture index; NaN where there is none
   * @throws org.jmodnas.tensor.ConfigurationException naming file, line and column if it is not
   *     such a table
   */
  public static Map<String, double[]> read(Path file, SearchSpace space) {
    MetricTable table = MetricTableReader.read(file, space, MetricTableReader.Sign.ANY);
    Map<String, double[]> columns = new LinkedHashMap<>();
    table.devices().forEach(name -> columns.put(name, table.values(name)));
    return columns;
  }
}
