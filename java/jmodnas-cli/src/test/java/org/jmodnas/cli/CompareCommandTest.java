package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comparisons on synthetic tables of devices a, b and c, and one on the real ones. */
final class CompareCommandTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  @TempDir Path folder;
  private Path latency;
  private Path accuracy;

  @BeforeEach
  void writeTables() throws IOException {
    latency = SmallSearch.table(folder);
    StringBuilder text = new StringBuilder("index,c10_test,c10_valid_e12,fraction\n");
    for (int i = 0; i < SPACE.count(); i++) {
      int full = 5 + (int) (i * 7919L % 9000) / 100;
      text.append(String.format(Locale.ROOT, "%d,%d.5,%d,%.4f%n", i, full, full / 2, full / 100.0));
    }
    accuracy = Files.writeString(folder.resolve("accuracy.csv"), text);
  }

  private CommandRun compare(String out, String... more) {
    List<String> arguments = new ArrayList<>(List.of("compare", "--metrics", "cost=" + latency));
    arguments.addAll(List.of("--accuracy", accuracy.toString()));
    arguments.addAll(List.of("--out", folder.resolve(out).toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  /** A comparison of moments; {@code more} stands in place of what it names. */
  private CommandRun small(String out, String... more) {
    List<String> arguments =
        Stream.of(
                "--devices=a,b", "--methods=random,nsga2,mo-asha", "--evaluations=30", "--seeds=3")
            .filter(option -> Stream.of(more).noneMatch(given -> given.startsWith(name(option))))
            .collect(Collectors.toCollection(ArrayList::new));
    arguments.addAll(List.of(more));
    return compare(out, arguments.toArray(String[]::new));
  }

  private static String name(String option) {
    return option.substring(0, option.indexOf('=') + 1);
  }

  private List<String> lines(String out, String file) throws IOException {
    return Files.readAllLines(folder.resolve(out).resolve(file));
  }

  @Test
  void resultsDoNotDependOnTheThreads() throws IOException {
    assertThat(small("one", "--threads=1").err()).isEmpty();
    assertThat(small("four", "--threads=4").status()).isZero();
    try (Stream<Path> files = Files.list(folder.resolve("one"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names)
          .containsExactly(
              "curves.csv",
              "curves.svg",
              "evaluations.csv",
              "overall.csv",
              "overall.json",
              "setting.json",
              "summary.csv",
              "summary.json",
              "tests.csv",
              "trials.csv",
              "wall-time.csv");
      for (String name : names) {
        if (!name.equals("wall-time.csv")) {
          assertThat(folder.resolve("four").resolve(name))
              .hasSameBinaryContentAs(folder.resolve("one").resolve(name));
        }
      }
    }
    assertThat(lines("one", "wall-time.csv")).hasSize(1 + 18);
    assertThat(lines("one", "trials.csv")).hasSize(1 + 18);
    assertThat(lines("one", "summary.csv")).hasSize(1 + 6);
    assertThat(lines("one", "curves.csv")).hasSize(1 + 6 * 30);
    assertThat(lines("one", "tests.csv")).hasSize(1 + 3 * 4);
  }

  @Test
  void everyEvaluationIsListedInItsUnits() throws IOException {
    assertThat(small("run", "--methods=mo-asha").err()).isEmpty();
    List<String> lines = lines("run", "evaluations.csv");
    assertThat(lines.get(0)).isEqualTo("method,device,seed,number,spent,fidelity,index,error,cost");
    String[] first = lines.get(1).split(",");
    assertThat(first).startsWith("mo-asha", "a", "1", "1", "0.06", "e12");
    int index = Integer.parseInt(first[6]);
    int full = 5 + (int) (index * 7919L % 9000) / 100;
    assertThat(Double.parseDouble(first[7])).isEqualTo(100 - full / 2);
    assertThat(Double.parseDouble(first[8]))
        .isEqualTo(Double.parseDouble(Files.readAllLines(latency).get(index + 1).split(",")[1]));
    String[] last = lines.get(lines.size() - 1).split(",");
    assertThat(Double.parseDouble(last[4])).isLessThanOrEqualTo(30).isGreaterThan(29);
    assertThat(folder.resolve("run/tests.csv")).doesNotExist();
  }

  @Test
  void theSettingSaysHowItWasMade() throws IOException {
    small("run", "--low-fidelity=half=c10_valid_e12:0.5");
    JsonNode setting = new ObjectMapper().readTree(folder.resolve("run/setting.json").toFile());
    assertThat(setting.at("/reference").toString()).isEqualTo("[1.0,1.0]");
    assertThat(setting.at("/fidelities/0/name").asText()).isEqualTo("half");
    assertThat(setting.at("/fidelities/0/cost").asDouble()).isEqualTo(.5);
    assertThat(setting.at("/seeds").toString()).isEqualTo("[1,2,3]");
    assertThat(setting.at("/devices/1/name").asText()).isEqualTo("b");
    assertThat(setting.at("/devices/1/ranges/0/lowest").asDouble()).isEqualTo(100 - 94.5);
    assertThat(setting.at("/devices/1/left_out").asInt()).isPositive();
    assertThat(setting.at("/command").toString())
        .contains("--low-fidelity=half=c10_valid_e12:0.5")
        .doesNotContain("--out");
  }

  @Test
  void theTextNamesRangesAndScores() {
    CommandRun run = small("run");
    assertThat(run.out())
        .contains("error 5.500 to 89.50", "reference point 1", "true front HV")
        .contains("method", "IGD+", "to 99 %", "reached", "30 evaluations a trial, 3 seeds")
        .contains("Results: ");
    CommandRun csv = small("other", "--format", "csv");
    assertThat(csv.out().lines()).hasSize(4);
    assertThat(csv.out()).startsWith("method,trials,hypervolume,");
  }

  @Test
  void pointsOfOthersJoin() throws IOException {
    Path points =
        Files.writeString(
            folder.resolve("mine.csv"),
            "device,arch,seed\na,%s,1\na,%s,1\na,%s,2\n"
                .formatted(SPACE.architecture(7), SPACE.architecture(8), SPACE.architecture(9)));
    CommandRun run =
        compare(
            "run",
            "--devices=a",
            "--methods=random",
            "--points=mine=" + points,
            "--seeds=1,2",
            "--evaluations=5",
            "--against=random");
    assertThat(run.err()).isEmpty();
    assertThat(lines("run", "evaluations.csv"))
        .filteredOn(line -> line.startsWith("mine,"))
        .extracting(line -> line.split(",")[6])
        .containsExactly("7", "8", "9");
    assertThat(lines("run", "trials.csv").get(3)).startsWith("mine,a,1,2.0,2,");
    CommandRun missing = compare("none", "--devices=a,b", "--points=mine=" + points, "--seeds=1,2");
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).contains("'mine' has no points of device 'b' with seed '1'");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  /** Two methods on the shared weights of a search, which bring objectives and devices along. */
  @Test
  void theSupernetOfASearchIsABenchmark() throws IOException {
    Path run = folder.resolve("search");
    assertThat(SmallSearch.search(latency, run, "--steps", "1", "--unseen", "c").status()).isZero();
    String benchmark = "--benchmark=supernet:" + run;
    CommandRun compared =
        CommandRun.of(
            "compare",
            benchmark,
            "--methods=random,nsga2",
            "--evaluations=4",
            "--seeds=1",
            "--devices=a,c",
            "--out=" + folder.resolve("compared"));
    assertThat(compared.err()).isEmpty();
    assertThat(lines("compared", "trials.csv")).hasSize(5);
    JsonNode setting =
        new ObjectMapper().readTree(folder.resolve("compared/setting.json").toFile());
    assertThat(setting.get("errors").asText()).isEqualTo("supernet of " + run);
    CommandRun tables =
        CommandRun.of(
            "compare",
            benchmark,
            "--methods=random",
            "--accuracy=" + accuracy,
            "--out=" + folder.resolve("none"));
    assertThat(tables.status()).isEqualTo(2);
    assertThat(tables.err()).contains("leave out '--metrics', '--accuracy'").hasLineCount(1);
    CommandRun missing =
        CommandRun.of(
            "compare",
            "--benchmark=supernet:no",
            "--methods=random",
            "--out=" + folder.resolve("none"));
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).contains("'no' is no run").hasLineCount(1);
    CommandRun oracle =
        CommandRun.of("compare", benchmark, "--methods=oracle", "--out=" + folder.resolve("none"));
    assertThat(oracle.status()).isEqualTo(2);
    assertThat(oracle.err()).contains("'oracle' needs a benchmark of tables").hasLineCount(1);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void methodsAreListed() {
    CommandRun run = CommandRun.of("compare", "--list-methods");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("nsga2  ", "mo-rea", "Deb et al., 2002");
    assertThat(CommandRun.of("compare", "--list-methods", "--format=csv").out())
        .startsWith("method,description\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--methods=nsga3                      | 'nsga3', did you mean 'nsga2'?",
        "--methods=random,random              | '--methods' expects each once, got 'random'",
        "--benchmark=nb101                    | 'nb101': expected 'nb201'",
        "--devices=a,z                        | 'z'",
        "--devices=a,a                        | '--devices' expects each once, got 'a'",
        "--evaluations=0                      | '--evaluations' is at least 1, got '0'",
        "--evaluations=many                   | 'many'",
        "--seeds=0                            | '--seeds' is how many",
        "--seeds=3,3                          | '--seeds' expects each once, got '3'",
        "--threads=0                          | '--threads' is at least 1, got '0'",
        "--against=nsga2-weak                 | '--against' is one of",
        "--accuracy-column=top1               | '--accuracy-column': expected a column",
        "--accuracy-column=fraction           | accuracies in per cent",
        "--low-fidelity=e12                   | '--low-fidelity' is NAME=COLUMN:COST",
        "--low-fidelity=full=c10_valid_e12:.1 | the name not 'full'",
        "--low-fidelity=e1=c10_valid_e12:1    | below 1",
        "--low-fidelity=e1=no:.1              | '--low-fidelity': expected a column",
        "--points=mine                        | '--points' is NAME=FILE",
        "--points=mine=no.csv                 | 'no.csv' does not exist",
        "--proxies=no.csv                     | 'no.csv' does not exist",
        "--methods=mtf-pdns                   | needs the proxy 'synflow'",
      })
  void badInputIsOneLineAndNothingIsWritten(String option, String message) {
    CommandRun run = small("run", option.strip());
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message.strip()).startsWith("error: ");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertThat(CommandRun.of("compare", "--methods=random").err()).contains("'--out' is missing");
    assertThat(CommandRun.of("compare", "--methods=random", "--out=" + folder.resolve("x")).err())
        .contains("'--accuracy' is missing");
    assertThat(compare("x", "--devices=a").err()).contains("Nothing to compare", "nsga2");
    Files.createDirectory(folder.resolve("full"));
    Files.writeString(folder.resolve("full/file"), "");
    CommandRun run = small("full");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("is not empty");
    assertThat(small("full/file").err()).contains("is no folder");
  }

  @Test
  void badLinesAreNamed() throws IOException {
    Path points = Files.writeString(folder.resolve("p.csv"), "index,seed\n7,1\nx,1\n");
    assertThat(small("run", "--points=p=" + points).err())
        .contains("p.csv' line 3: expected a whole number in column 'index', got 'x'");
    Files.writeString(points, "seed\n7\n");
    assertThat(small("run", "--points=p=" + points).err()).contains("line 1", "'seed'");
    Files.writeString(points, "index,seed\n7\n");
    assertThat(small("run", "--points=p=" + points).err()).contains("line 2", "1 fields");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void realTables() throws IOException {
    CommandRun run =
        CommandRun.of(
            "compare",
            "--metrics=latency=" + SharedData.file("tables/nb201_latency.csv"),
            "--accuracy=" + SharedData.file("tables/nb201_accuracy.csv"),
            "--proxies=" + SharedData.file("tables/nb201_zerocost_c10.csv"),
            "--devices=raspi4,fpga",
            "--methods=random,oracle",
            "--evaluations=100",
            "--seeds=3",
            "--out=" + folder.resolve("real"));
    assertThat(run.err()).isEmpty();
    JsonNode summary = new ObjectMapper().readTree(folder.resolve("real/summary.json").toFile());
    assertThat(summary).hasSize(4);
    assertThat(summary.at("/2/method").asText()).isEqualTo("oracle");
    assertThat(summary.at("/2/device").asText()).isEqualTo("raspi4");
    assertThat(summary.at("/2/hypervolume").asDouble()).isCloseTo(.9829, within(6e-5));
    assertThat(summary.at("/2/igd_plus").asDouble()).isZero();
    assertThat(summary.at("/2/rank").asDouble()).isEqualTo(1);
    assertThat(summary.at("/2/reached_99").asInt()).isEqualTo(3);
    assertThat(summary.at("/0/hypervolume").asDouble()).isBetween(.9, .9829);
    assertThat(summary.at("/0/igd_plus").asDouble()).isPositive();
    assertThat(run.out()).contains("341 left out", "latency 1.133 to 8.679");
  }
}
