package org.jmodnas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.io.FileFailure;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every failure into one line on standard error and an {@link ExitStatus}. */
final class ErrorReporter implements IParameterExceptionHandler, IExecutionExceptionHandler {
  /** Longer lines quote input that is no text. */
  private static final int LONGEST = 2000;

  private final Verbosity verbosity;

  ErrorReporter(Verbosity verbosity) {
    this.verbosity = verbosity;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    // Of some failures the message begins with a word that every line here begins with.
    String message = failure.getMessage().replaceFirst("^Error: ", "");
    print(
        command,
        message
            + suggestion(failure)
            + " (see '"
            + command.getCommandSpec().qualifiedName()
            + " --help')");
    return ExitStatus.USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    boolean wrapped =
        failure instanceof ExecutionException || failure instanceof UncheckedIOException;
    Throwable cause = wrapped && failure.getCause() != null ? failure.getCause() : failure;
    if (verbosity.debug()) {
      cause.printStackTrace(command.getErr());
    }
    if (cause instanceof ConfigurationException) {
      print(command, cause.getMessage());
      return ExitStatus.USAGE;
    }
    if (cause instanceof InterruptedException) {
      print(command, "interrupted");
      return ExitStatus.INTERRUPTED;
    }
    if (cause instanceof JModnasException) {
      print(command, cause.getMessage());
      return ExitStatus.FAILED;
    }
    if (cause instanceof IOException io) {
      print(command, "A file cannot be read or written: " + FileFailure.reason(io));
      return ExitStatus.FAILED;
    }
    if (cause instanceof ArithmeticException) {
      print(
          command,
          "What is asked for is too large to be counted: "
              + cause.getMessage()
              + ". Make batches, images or networks smaller");
      return ExitStatus.FAILED;
    }
    if (cause instanceof LinkageError) {
      print(
          command,
          "A library cannot be loaded: %s. Native ones are unpacked into '%s' first: make room there, or name another folder with JMODNAS_JAVA_OPTS='-Djava.io.tmpdir=FOLDER'"
              .formatted(cause.getMessage(), System.getProperty("java.io.tmpdir")));
      return ExitStatus.FAILED;
    }
    if (cause instanceof OutOfMemoryError) {
      print(
          command,
          "Memory does not suffice: "
              + cause.getMessage()
              + ". Give more with JMODNAS_JAVA_OPTS='-Xmx8g', or make what is asked for smaller");
      return ExitStatus.FAILED;
    }
    print(
        command,
        "internal " + cause + (verbosity.debug() ? "" : " (--debug shows where it happened)"));
    return ExitStatus.FAILED;
  }

  private static String suggestion(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        return ". Did you mean " + String.join(" or ", suggestions) + "?";
      }
    }
    return "";
  }

  private static void print(CommandLine command, String message) {
    String line = message.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    String shown = line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
    command.getErr().println("error: " + shown);
    command.getErr().flush();
  }
}
