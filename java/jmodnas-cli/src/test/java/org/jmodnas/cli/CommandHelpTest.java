package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What {@code --help} says of every command. */
final class CommandHelpTest {
  /** A word of a shell's command line, in single quotes or without. */
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  static Stream<String> commands() {
    List<String> names = new ArrayList<>();
    collect(program(), names);
    return names.stream();
  }

  private static void collect(CommandLine line, List<String> names) {
    names.add(line.getCommandSpec().qualifiedName());
    line.getSubcommands().values().forEach(command -> collect(command, names));
  }

  private static CommandLine program() {
    return JModnas.commandLine(InputStream.nullInputStream());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpDescribesAndEndsWithExamplesThatParse(String command) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.remove(0);
    words.add("--help");
    CommandRun help = CommandRun.of(words.toArray(String[]::new));
    assertThat(help.status()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("Usage: " + command, "\nExamples:\n");
    List<String> examples =
        help.out()
            .substring(help.out().indexOf("\nExamples:\n"))
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("jmodnas "))
            .toList();
    assertThat(examples).anySatisfy(example -> assertThat(example).contains(command));
    examples.forEach(CommandHelpTest::assertParses);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionIsDescribed(String command) {
    CommandLine line = program();
    for (String word : command.split(" ")) {
      line = line.getSubcommands().getOrDefault(word, line);
    }
    assertThat(line.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(line.getCommandSpec().args())
        .allSatisfy(
            argument -> assertThat(argument.description()).as(argument.toString()).isNotEmpty());
  }

  @Test
  void theProgramTellsItsExitStatuses() {
    assertThat(CommandRun.of("--help").out().replaceAll("\\s+", " "))
        .contains(
            "Exit status: 0 done, 1 failed, 2 options or input cannot be used, 130 interrupted.");
  }

  /** Reads an example as a shell would pass it on, without running it. */
  private static void assertParses(String example) {
    String bare = example.replaceAll("\\s+[<>#|] .*", "");
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(bare.substring("jmodnas ".length()));
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    ParseResult parsed = program().parseArgs(words.toArray(String[]::new));
    List<String> named =
        parsed.asCommandLineList().stream().map(CommandLine::getCommandName).toList();
    assertThat(Arrays.asList(bare.split(" ")).subList(0, named.size()))
        .as(example)
        .isEqualTo(named);
  }
}
