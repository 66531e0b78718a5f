package org.jmodnas.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jmodnas.cli.docs.MessageLiterals.Message;
import org.junit.jupiter.api.Test;

/** The page of messages has those of the sources and no others. */
final class TroubleshootingTest {
  private static final Path ROOT = Path.of(System.getProperty("jmodnas.root"));
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(.+?)` \\| (.*) \\|$");

  /** So many messages that one row cannot tell what to do about each. */
  private static final int TOO_MANY = 20;

  @Test
  void everyMessageHasARow() throws IOException {
    List<Row> rows = rows();
    List<String> missing = new ArrayList<>();
    for (Message message : MessageLiterals.thrown(ROOT)) {
      if (rows.stream().noneMatch(row -> row.says(message.text()))) {
        missing.add(message.place() + ": " + message.text());
      }
    }
    assertThat(missing).as("messages without a row in docs/troubleshooting.md").isEmpty();
  }

  @Test
  void everyRowHasAMessage() throws IOException {
    List<String> texts = new ArrayList<>(MessageLiterals.strings(ROOT));
    MessageLiterals.thrown(ROOT).forEach(message -> texts.add(message.text()));
    assertThat(rows().stream().filter(row -> texts.stream().noneMatch(row::says)))
        .as("rows of docs/troubleshooting.md without a message")
        .isEmpty();
  }

  @Test
  void noRowStandsForEverything() throws IOException {
    List<Message> messages = MessageLiterals.thrown(ROOT);
    assertThat(messages).hasSizeGreaterThan(300);
    for (Row row : rows()) {
      assertThat(messages.stream().filter(message -> row.says(message.text())))
          .as("messages of %s", row.text())
          .hasSizeLessThan(TOO_MANY);
    }
  }

  /** A row of a table of messages; … stands for any text. */
  private record Row(String text, Pattern pattern) {
    static Row of(MatchResult row) {
      String text = row.group(1).replace("\\|", "|");
      String pattern =
          Arrays.stream(text.split(MessageLiterals.GAP, -1))
              .map(Pattern::quote)
              .collect(Collectors.joining(".*"));
      return new Row(text, Pattern.compile(pattern));
    }

    boolean says(String message) {
      return pattern.matcher(message).matches();
    }
  }

  private static List<Row> rows() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/troubleshooting.md"));
    return ROW.matcher(page).results().map(Row::of).toList();
  }
}
