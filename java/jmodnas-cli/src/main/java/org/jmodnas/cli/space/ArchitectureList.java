package org.jmodnas.cli.space;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.TextFile;
import org.jmodnas.tensor.random.Philox;

/** Architectures as options name them: indices, each once. */
public final class ArchitectureList {
  private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

  private ArchitectureList() {}

  /**
   * The architectures of the option {@code --architectures}.
   *
   * @param list indices or strings, separated by commas, or a file with one a line
   * @throws ConfigurationException if some do not exist, or there are none
   */
  public static List<Integer> named(String list, SearchSpace space) {
    Path file = Path.of(list);
    Set<Integer> indices = new LinkedHashSet<>();
    for (String text :
        Files.isRegularFile(file)
            ? TextFile.read(file).lines().toList()
            : List.of(list.split(",", -1))) {
      String name = text.strip();
      if (!name.isEmpty()) {
        indices.add(
            space.index(
                INDEX.matcher(name).matches()
                    ? space.architecture(Integer.parseInt(name))
                    : space.parse(name)));
      }
    }
    if (indices.isEmpty()) {
      throw new ConfigurationException("'--architectures' names none, got '" + list + "'");
    }
    return List.copyOf(indices);
  }

  /**
   * The architectures of the option {@code --sample}: {@code count} different ones, drawn
   * uniformly.
   *
   * @throws ConfigurationException if there are not so many
   */
  public static List<Integer> sample(int count, SearchSpace space, long seed) {
    if (count < 1 || count > space.count()) {
      throw new ConfigurationException(
          "'--sample' is 1 … %d, got '%d'".formatted(space.count(), count));
    }
    Philox random = new Philox(seed, 0);
    Set<Integer> indices = new LinkedHashSet<>();
    while (indices.size() < count) {
      indices.add(space.index(space.sample(random)));
    }
    return List.copyOf(indices);
  }
}
