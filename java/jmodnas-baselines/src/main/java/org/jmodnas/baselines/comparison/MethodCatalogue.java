package org.jmodnas.baselines.comparison;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmodnas.tensor.ConfigurationException;

/** The search methods that there are, by name. */
public final class MethodCatalogue {
  private final Map<String, NamedMethod> methods = new LinkedHashMap<>();

  /** A catalogue of {@code methods}, in their order. */
  public MethodCatalogue(List<NamedMethod> methods) {
    for (NamedMethod method : methods) {
      if (this.methods.put(method.name(), method) != null) {
        throw new IllegalArgumentException("Two methods are called '" + method.name() + "'");
      }
    }
  }

  /** All methods. */
  public List<NamedMethod> methods() {
    return List.copyOf(methods.values());
  }

  /**
   * The method called {@code name}.
   *
   * @throws ConfigurationException if there is none; says which there are
   */
  public NamedMethod find(String name) {
    NamedMethod method = methods.get(name);
    if (method == null) {
      throw new ConfigurationException(
          "Unknown method '%s'%s: expected one of %s"
              .formatted(
                  name,
                  nearest(name).map(near -> ", did you mean '" + near + "'?").orElse(""),
                  methods.keySet()));
    }
    return method;
  }

  /** The name that a slip of a few letters leads away from. */
  private Optional<String> nearest(String name) {
    return methods.keySet().stream()
        .filter(known -> edits(known, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(known -> edits(known, name)));
  }

  /** Letters to insert, delete or replace (Levenshtein's distance). */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
