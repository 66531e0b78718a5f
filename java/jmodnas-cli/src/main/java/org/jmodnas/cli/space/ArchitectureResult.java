package org.jmodnas.cli.space;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;

/** Everything that names an architecture, as the commands print it. */
final class ArchitectureResult {
  /** Official index. */
  static final String INDEX = "index";

  /** Canonical string. */
  static final String ARCHITECTURE = "arch";

  /** Choice of each decision. */
  static final String CHOICES = "choices";

  private ArchitectureResult() {}

  /** The three names of {@code architecture}. */
  static Map<String, ?> of(SearchSpace space, Architecture architecture) {
    List<Integer> choices = IntStream.of(architecture.choices()).boxed().toList();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put(INDEX, space.index(architecture));
    result.put(ARCHITECTURE, architecture.toString());
    result.put(CHOICES, choices);
    return result;
  }
}
