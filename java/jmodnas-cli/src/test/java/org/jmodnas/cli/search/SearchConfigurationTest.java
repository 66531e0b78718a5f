package org.jmodnas.cli.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What options, {@code --set} and a file amount to, and how it is kept. */
final class SearchConfigurationTest {
  /** An objective that is read at once. */
  private static final String CHEAP = "--objectives=params ";

  @TempDir Path folder;

  @Test
  void everyKeyReachesTheSearch() throws IOException {
    Path file =
        file(
            """
            objectives: [catalogue, params]
            devices: [eyeriss_1]
            unseen: [titan_rtx_32]
            search: {steps: 5, batch: 6, cells: 2, channels: 3, seed: -7}
            method:
              preset: published
              sampler: gdas
              scalarization: tchebycheff
              combination: cagrad
              warmup: 0
              score-share: 0.25
              uniform-share: 0.5
              weight-devices: 1
              preferences: nearest:7
              embedding: standardized
              scores: scaled
            predictor: {model: sum, steps: 9}
            network: {cells: 4, channels: 8, image: 28, image-channels: 1, classes: 12}
            constraints: {max: ["params=1000", "eyeriss_1:latency=3"], confidence: 0.5, in-loss: true}
            front: {rays: 3, evaluations: 0}
            checkpoint: {every: 0, keep: 1}
            compute: {backend: cpu, threads: 2, tf32: true, deterministic: false}
            score: {column: mine}
            """);
    assertThat(options("-c", file.toString()))
        .isEqualTo(
            new RunOptions(
                "fashion-mnist",
                List.of("catalogue", "params"),
                List.of("eyeriss_1"),
                List.of("titan_rtx_32"),
                new RunOptions.Search(5, 6, 2, 3, -7),
                new MethodSettings(
                    "published",
                    "nearest:7",
                    "standardized",
                    "scaled:1.0",
                    "gdas",
                    "tchebycheff:0.1",
                    "cagrad:0.4",
                    0,
                    0.25,
                    0.5,
                    1),
                new RunOptions.Predictor(MetricModelKind.SUM, 9),
                new DeployedNetwork.Size(4, 8, 28, 1, 12),
                new ConstraintSettings(List.of("params=1000", "eyeriss_1:latency=3"), 0.5, true),
                new RunOptions.Front(3, 0),
                new RunOptions.Checkpoint(0, 1),
                new RunOptions.Compute("cpu", 2, true, false),
                new RunOptions.Score(null, "mine")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 2500",
    "--set search.steps=4, 4",
    "--set search.steps=null, 2500",
    "--steps=3 --set search.steps=4, 3",
    "--set search.epochs=1 --batch 2000, 2",
    "--epochs=1 --set search.steps=4 --batch=2000, 2",
    "--set search.epochs=1 --steps=3, 3",
  })
  void theCommandLineWinsOverSetAndSetOverNothing(String arguments, int steps) {
    assertThat(options((CHEAP + arguments).split(" ")).search().steps()).isEqualTo(steps);
  }

  @ParameterizedTest
  @CsvSource({
    "--channels=2, 7",
    "--set search.steps=4, 4",
    "--set search.steps=null, 2500",
    "--steps=3 --set search.steps=4, 3",
    "--set search.epochs=1 --batch 2000, 2",
    "--epochs=1 --batch=2000, 2",
  })
  void allWinOverTheFile(String arguments, int steps) throws IOException {
    String[] all = (CHEAP + "-c " + file("search: {steps: 7}") + " " + arguments).split(" ");
    assertThat(options(all).search().steps()).isEqualTo(steps);
  }

  @Test
  void partsOfTheNetworkComeFromAllLevels() throws IOException {
    Path file = file("network: {cells: 2, image: 28, classes: 3}");
    assertThat(
            options(
                    CHEAP.strip(),
                    "-c",
                    file.toString(),
                    "--set",
                    "network.image=14",
                    "--set",
                    "network.channels=4",
                    "--network",
                    "cells=1,channels=8")
                .network())
        .isEqualTo(new DeployedNetwork.Size(1, 8, 14, 3, 3));
  }

  @Test
  void listsOfAHigherLevelReplaceLowerOnes() throws IOException {
    Path file = file("devices: [eyeriss_1, titan_rtx_32]");
    assertThat(options("-c", file.toString(), "--set", "devices=[jetson_tx2_1]").devices())
        .containsExactly("jetson_tx2_1");
    assertThat(options("-c", file.toString(), "--devices", "jetson_nano_1").devices())
        .containsExactly("jetson_nano_1");
    assertThat(options("-c", file.toString(), "--set", "devices=[]").devices()).hasSize(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--objectives=macs --seed=1",
        "--preset=published --devices=eyeriss_1",
        "--objectives=params --sampler=darts --scalarization=hypervolume --combination=cagrad",
        "--objectives=params --hypernetwork=published --epochs=1",
        "--objectives=params,macs --network=cells=1",
        "--max=latency=20 --limits-in-loss --confidence=0.7",
        "--objectives=params --no-deterministic --tf32 --threads=1 --metric-model=sum --evaluations=0"
      })
  void whatIsResolvedResolvesToItself(String arguments) throws IOException {
    RunOptions options = options(arguments.split(" "));
    Path kept = Files.writeString(folder.resolve("config.yaml"), RunConfig.text(options));
    assertThat(RunConfig.read(kept)).isEqualTo(options);
    assertThat(options("-c", kept.toString())).isEqualTo(options);
  }

  @Test
  void textsSurviveTheirFile() throws IOException {
    List<String> texts =
        List.of("on", "null", "1:30", "1e3", "0x1F", "a: b", "- c", "\"#'", "é\\n");
    RunOptions some = options(CHEAP.strip());
    RunOptions odd =
        new RunOptions(
            "folder:~/${a} \t b",
            texts,
            texts,
            List.of(),
            some.search(),
            some.method(),
            some.predictor(),
            some.network(),
            some.constraints(),
            some.front(),
            some.checkpoint(),
            some.compute(),
            some.score());
    Path kept = Files.writeString(folder.resolve("config.yaml"), RunConfig.text(odd));
    assertThat(RunConfig.read(kept)).isEqualTo(odd);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
            batch: 64 | '' | has no 'search.batch'
          data: "fashion-mnist" | data: null | has no 'data'
            rays: 24 | rays: null | has no 'front.rays'
            rays: 24 | rays: a | 'front.rays' is a whole number, got 'a'
            rays: 24 | ray: 24 | unknown key 'front.ray'; did you mean 'front.rays'?
            rays: 24 | rays: [24 | is not YAML
          """)
  void aRunWithoutEveryKeyIsDamaged(String line, String replacement, String message)
      throws IOException {
    String text = RunConfig.text(options(CHEAP.strip()));
    assertThat(text).contains(line);
    Path kept = Files.writeString(folder.resolve("config.yaml"), text.replace(line, replacement));
    assertThatThrownBy(() -> RunConfig.read(kept))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Run is damaged: '" + kept)
        .hasMessageContaining(message);
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("search.yaml"), yaml);
  }

  private static RunOptions options(String... arguments) {
    SearchCommand search = new SearchCommand();
    List<String> all = new ArrayList<>(List.of("--output", "."));
    for (String argument : arguments) {
      if (!argument.isEmpty()) {
        all.add(argument);
      }
    }
    new CommandLine(search)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(all.toArray(String[]::new));
    return search.plan().options();
  }
}
