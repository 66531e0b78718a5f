package org.jmodnas.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * A command run in this process.
 *
 * @param status exit status
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int status, String out, String err) {

  /** What is on standard error but warnings, which tiny searches have good reason for. */
  String errors() {
    return err.lines()
        .filter(line -> !line.startsWith("warning: "))
        .collect(Collectors.joining("\n"));
  }

  /** Runs the program with these arguments and nothing on standard input. */
  static CommandRun of(String... arguments) {
    return withInput("", arguments);
  }

  /** Runs the program with {@code input} on standard input. */
  static CommandRun withInput(String input, String... arguments) {
    return execute(
        JModnas.commandLine(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))),
        arguments);
  }

  /** Runs {@code line}, whose output is captured. */
  static CommandRun execute(CommandLine line, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    return new CommandRun(
        status, out.toString().replace("\r\n", "\n"), err.toString().replace("\r\n", "\n"));
  }
}
