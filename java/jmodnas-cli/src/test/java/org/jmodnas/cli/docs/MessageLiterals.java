package org.jmodnas.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts as they stand in Java sources, with … for what is filled in. */
final class MessageLiterals {
  /** What stands for a text that is filled in. */
  static final String GAP = "…";

  private static final Pattern CREATION =
      Pattern.compile("new (?:ConfigurationException|JModnasException)\\(");
  private static final String STRING = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern LITERAL = Pattern.compile(STRING);
  private static final Pattern CHAIN = Pattern.compile(STRING + "(?:\\s*\\+\\s*" + STRING + ")*");
  private static final Pattern FORMAT = Pattern.compile("%[-#+0,.\\d$]*[a-zA-Z]");

  private static final String FORMATTED = ".formatted";

  private MessageLiterals() {}

  /**
   * A text in the sources.
   *
   * @param place file and line
   */
  record Message(String place, String text) {}

  /** The first arguments of all exceptions that a user sees, where they have some text. */
  static List<Message> thrown(Path root) throws IOException {
    List<Message> messages = new ArrayList<>();
    for (Path file : sources(root)) {
      String source = Files.readString(file);
      for (MatchResult creation : CREATION.matcher(source).results().toList()) {
        long line = source.substring(0, creation.start()).lines().count();
        String text = text(source.substring(creation.end()));
        if (text.codePoints().anyMatch(Character::isLetter)) {
          messages.add(new Message(root.relativize(file) + ":" + line, text));
        }
      }
    }
    return messages;
  }

  /** All strings, those that are joined as one. */
  static List<String> strings(Path root) throws IOException {
    List<String> strings = new ArrayList<>();
    for (Path file : sources(root)) {
      for (MatchResult chain : CHAIN.matcher(Files.readString(file)).results().toList()) {
        StringBuilder text = new StringBuilder();
        LITERAL.matcher(chain.group()).results().forEach(part -> text.append(plain(part.group(1))));
        strings.add(text.toString());
      }
    }
    return strings;
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().replace('\\', '/').contains("/src/main/"))
          .sorted()
          .toList();
    }
  }

  /** What an expression says, to the comma or parenthesis that ends it. */
  private static String text(String source) {
    StringBuilder text = new StringBuilder();
    Matcher literal = LITERAL.matcher(source);
    int depth = 0;
    // A parenthesis around the whole text holds no arguments.
    int i = source.stripLeading().startsWith("(") ? source.indexOf('(') + 1 : 0;
    for (; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '"' && literal.find(i)) {
        text.append(depth == 0 ? plain(literal.group(1)) : "");
        i = literal.end() - 1;
      } else if (depth == 0 && source.startsWith(FORMATTED, i)) {
        i += FORMATTED.length() - 1;
      } else if (c == '(') {
        depth++;
      } else if (depth == 0 && (c == ',' || c == ')')) {
        break;
      } else if (c == ')') {
        depth--;
      } else if (depth == 0 && Character.isLetterOrDigit(c) && !text.toString().endsWith(GAP)) {
        text.append(GAP);
      }
    }
    return text.toString();
  }

  private static String plain(String literal) {
    String text = literal.replace("\\\"", "\"").replace("\\n", " ").replace("%n", " ");
    return FORMAT.matcher(text.replace("%%", "\0")).replaceAll(GAP).replace("\0", "%");
  }
}
