package org.jmodnas.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process with a working directory of its own that runs one command after the other: a request a
 * line on its standard input, an answer a line on its standard output, both JSON.
 */
final class CommandServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedReader answers;
  private final PrintStream requests;

  /** Starts the process in {@code folder}. */
  CommandServer(Path folder) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                CommandServer.class.getName())
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  private record Request(String input, List<String> arguments) {}

  /** Runs the program there with {@code input} on its standard input. */
  CommandRun run(String input, List<String> arguments) throws IOException {
    requests.println(JSON.writeValueAsString(new Request(input, arguments)));
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("The process ended by " + arguments);
    }
    return JSON.readValue(answer, CommandRun.class);
  }

  @Override
  public void close() {
    requests.close();
    process.destroyForcibly();
  }

  /** Answers requests until there are no more. */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    // What anything else prints is not an answer.
    System.setOut(System.err);
    try (BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        Request request = JSON.readValue(line, Request.class);
        CommandRun run =
            CommandRun.withInput(request.input(), request.arguments().toArray(String[]::new));
        answers.println(JSON.writeValueAsString(run));
      }
    }
  }
}
