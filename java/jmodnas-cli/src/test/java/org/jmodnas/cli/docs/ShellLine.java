package org.jmodnas.cli.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A simple command as a shell reads it: words with quotes, redirections, a comment at its end.
 *
 * @param words program and arguments
 * @param input the file after {@code <}
 * @param output the file after {@code >}
 */
public record ShellLine(List<String> words, Optional<String> input, Optional<String> output) {
  private static final Pattern WORD = Pattern.compile("\\s*((?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+)");

  /** The command in {@code line}. */
  public static ShellLine parse(String line) {
    List<String> words = new ArrayList<>();
    Optional<String> input = Optional.empty();
    Optional<String> output = Optional.empty();
    Matcher word = WORD.matcher(line);
    while (word.lookingAt() && !word.group(1).startsWith("#")) {
      String text = word.group(1);
      word.region(word.end(), line.length());
      if (text.equals("<") || text.equals(">")) {
        if (!word.lookingAt()) {
          throw new IllegalArgumentException("Expected a file after " + text + ": " + line);
        }
        Optional<String> file = Optional.of(word.group(1));
        word.region(word.end(), line.length());
        input = text.equals("<") ? file : input;
        output = text.equals(">") ? file : output;
      } else {
        words.add(text.replaceAll("['\"]", ""));
      }
    }
    return new ShellLine(List.copyOf(words), input, output);
  }
}
