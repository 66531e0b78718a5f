package org.jmodnas.cli.space;

import java.util.List;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import picocli.CommandLine.Option;

/** The option {@code --space}, which names a search space. */
public final class SpaceOption {
  private final List<SearchSpace> spaces = List.of(new NasBench201Space());

  @Option(
      names = "--space",
      defaultValue = "nb201",
      paramLabel = "SPACE",
      description = "The search space, nb201 (NAS-Bench-201); default ${DEFAULT-VALUE}.")
  private String name = "nb201";

  /**
   * The search space chosen.
   *
   * @throws ConfigurationException if there is none of that name
   */
  public SearchSpace get() {
    return spaces.stream()
        .filter(space -> space.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "Unknown search space '%s'. There is: %s"
                        .formatted(
                            name,
                            String.join(", ", spaces.stream().map(SearchSpace::name).toList()))));
  }
}
