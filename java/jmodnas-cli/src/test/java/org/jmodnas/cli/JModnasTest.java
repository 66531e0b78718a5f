package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class JModnasTest {

  @Test
  void helpShowsCommandsAndExamples() {
    CommandRun run = CommandRun.of("--help");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Usage: jmodnas", "space", "pareto", "Examples:", "Exit status");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void everyCommandDescribesItselfAndNotTheProgram() {
    assertDescribed(JModnas.commandLine(InputStream.nullInputStream()));
  }

  private static void assertDescribed(CommandLine line) {
    for (CommandLine command : line.getSubcommands().values()) {
      assertThat(command.getUsageMessage())
          .contains("--help", "--debug")
          .doesNotContain("Multi-objective", "Exit status");
      assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
      assertDescribed(command);
    }
  }

  @Test
  void versionNamesTheJavaThatRuns() {
    assertThat(CommandRun.of("--version").out())
        .startsWith("jmodnas ")
        .contains(System.getProperty("os.arch"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "", Missing required subcommand (see 'jmodnas --help')
          spice, Unmatched argument at index 0: 'spice'. Did you mean space or predictor? (see 'jmodnas --help')
          pareto hv, "Missing required option: '--reference=R1,R2,...' (see 'jmodnas pareto hv --help')"
          space sample --sed=3, Unknown option: '--sed=3'. Did you mean --seed? (see 'jmodnas space sample --help')
          space sample -n many, Invalid value for option '--count': 'many' is not an int (see 'jmodnas space sample --help')
          """)
  void usageErrorsAreOneLine(String arguments, String message) {
    CommandRun run = CommandRun.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertThat(run.err()).isEqualTo("error: " + message + "\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new ConfigurationException("File 'a' is empty.\n  Expected points."),
            2,
            "error: File 'a' is empty. Expected points.\n"),
        Arguments.of(
            new JModnasException("The loss is not finite."), 1, "error: The loss is not finite.\n"),
        Arguments.of(new InterruptedException(), 130, "error: interrupted\n"),
        Arguments.of(
            new IllegalStateException("bad"),
            1,
            "error: internal java.lang.IllegalStateException: bad"
                + " (--debug shows where it happened)\n"),
        Arguments.of(
            new OutOfMemoryError("heap"),
            1,
            "error: Memory does not suffice: heap. Give more with JMODNAS_JAVA_OPTS='-Xmx8g', or"
                + " make what is asked for smaller\n"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failuresAreOneLineAndAStatus(Throwable failure, int status, String message) {
    CommandRun run = CommandRun.execute(failingWith(failure), "fail");
    assertThat(run).isEqualTo(new CommandRun(status, "", message));
  }

  @Test
  void debugShowsTheStackTrace() {
    CommandRun run =
        CommandRun.execute(failingWith(new IllegalStateException("bad")), "fail", "--debug");
    assertThat(run.err())
        .contains("\tat " + JModnasTest.class.getName())
        .endsWith("error: internal java.lang.IllegalStateException: bad\n");
  }

  private static CommandLine failingWith(Throwable failure) {
    CommandLine line = JModnas.commandLine(InputStream.nullInputStream());
    CommandLine.IExecutionStrategy strategy = line.getExecutionStrategy();
    CommandLine.IExecutionExceptionHandler handler = line.getExecutionExceptionHandler();
    return line.addSubcommand("fail", new Failing(failure))
        .setExecutionStrategy(strategy)
        .setExecutionExceptionHandler(handler);
  }

  @Command(name = "fail")
  private static final class Failing implements Callable<Integer> {
    private final Throwable failure;

    Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public Integer call() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }
}
