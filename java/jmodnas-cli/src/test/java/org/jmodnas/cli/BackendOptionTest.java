package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmodnas.tensor.backend.BackendOptions;
import org.jmodnas.tensor.backend.Backends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that compute hand their options to the backend. */
final class BackendOptionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"search --output %s/run", "bench step", "bench convolution"})
  void everyCommandHandsThemOn(String command) {
    String[] words = command.formatted(folder).split(" ");
    assertAsked(words, new BackendOptions(true, false));
    assertAsked(words, new BackendOptions(true, true), "--tf32");
    assertAsked(words, new BackendOptions(false, false), "--no-deterministic");
    assertAsked(words, new BackendOptions(true, true), "--tf32", "--deterministic");
  }

  private static void assertAsked(String[] command, BackendOptions options, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--backend", "refusing:3"));
    arguments.addAll(List.of(more));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.err()).isEqualTo("error: asked for '3' with " + options + "\n");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void thePropertyNamesTheBackendWhereNoOptionDoes() {
    System.setProperty(Backends.FORCED, "refusing");
    try {
      assertThat(CommandRun.of("bench", "step").err()).startsWith("error: asked for ''");
      assertThat(CommandRun.of("bench", "step", "--help").out()).contains("default refusing");
    } finally {
      System.clearProperty(Backends.FORCED);
    }
  }
}
