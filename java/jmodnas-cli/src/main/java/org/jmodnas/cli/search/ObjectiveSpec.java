package org.jmodnas.cli.search;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jmodnas.hardware.Direction;
import org.jmodnas.tensor.ConfigurationException;

/**
 * An objective as it is written on the command line: {@code [max:][NAME=]FILE[:COLUMN]}, or {@code
 * [max:]NAME} of one that needs no file.
 *
 * <p>What follows the last ':' of a file is its column, unless it has a slash or backslash, which
 * belongs to a path. A file whose own name has a ':' ends in another.
 *
 * @param name as results call it
 * @param direction which end is wanted, where it is written
 * @param file the table, if there is one
 * @param column column or pattern of columns of the table; empty for all columns
 */
public record ObjectiveSpec(
    String name, Optional<Direction> direction, Optional<Path> file, Optional<String> column) {
  /** What it looks like, for help and messages. */
  public static final String FORM = "[max:][NAME=]FILE[:COLUMN] or [max:]NAME";

  private static final String DEFAULT_NAME = "metric";
  private static final Pattern DIRECTED = Pattern.compile("(min|max):(.*)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final Pattern UNIT = Pattern.compile(".*_(ms|us|s|mj|mJ|J|W|fps)");
  private static final Pattern COLUMN = Pattern.compile("(.*):([^/\\\\:]*)");

  static ObjectiveSpec parse(String text) {
    Matcher directed = DIRECTED.matcher(text);
    Optional<Direction> direction = Optional.empty();
    String rest = text;
    if (directed.matches()) {
      direction =
          Optional.of(directed.group(1).equals("max") ? Direction.MAXIMIZE : Direction.MINIMIZE);
      rest = directed.group(2);
    }
    int equals = rest.indexOf('=');
    if (equals < 0 && NAME.matcher(rest).matches()) {
      return new ObjectiveSpec(rest, direction, Optional.empty(), Optional.empty());
    }
    String name = equals < 0 ? DEFAULT_NAME : rest.substring(0, equals);
    String source = rest.substring(equals + 1);
    Matcher column = COLUMN.matcher(source);
    boolean split = column.matches();
    String file = split ? column.group(1) : source;
    if (file.isEmpty() || !NAME.matcher(name).matches()) {
      throw new ConfigurationException(
          "An objective is written %s, its name in letters, digits and underscores; got '%s'"
              .formatted(FORM, text));
    }
    Optional<String> pattern =
        Optional.of(split ? column.group(2) : "").filter(some -> !some.isEmpty());
    return new ObjectiveSpec(name, direction, Optional.of(Path.of(file)), pattern);
  }

  /** The unit of its values, where its columns or its name tell. */
  Optional<String> unit() {
    Matcher suffix = UNIT.matcher(column.orElse(name));
    if (suffix.matches()) {
      return Optional.of(suffix.group(1).replace("mj", "mJ"));
    }
    return switch (name) {
      case Objectives.CATALOGUE -> Optional.of("ms");
      case "memory" -> Optional.of("bytes");
      default -> Optional.empty();
    };
  }
}
