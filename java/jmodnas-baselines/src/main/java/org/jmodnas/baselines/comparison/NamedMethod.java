package org.jmodnas.baselines.comparison;

import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.SearchMethod;

/**
 * A search method with its name.
 *
 * @param name in lower case, such as {@code mo-rea}
 * @param description one line
 */
public record NamedMethod(String name, String description, MethodFactory factory)
    implements Competitor {
  public NamedMethod {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "A method's name is lower case letters, digits and '-', got '" + name + "'");
    }
  }

  @Override
  public SearchMethod start(Benchmark benchmark, long seed) {
    return factory.create(benchmark, TrialStream.of(name, benchmark.device(), seed));
  }
}
