package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmodnas.hardware.DeviceCatalogue;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PredictorCommandTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  @TempDir private Path folder;

  @Test
  void validatesUnseenDevicesAndThoseLeftOut() throws IOException {
    CommandRun run = CommandRun.of("predictor", "validate", "--metrics", table(), "--devices", "d");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out().lines().filter(line -> line.matches("d +unseen .*"))).hasSize(1);
    assertThat(run.out().lines().filter(line -> line.matches("[abc] +left out .*"))).hasSize(3);
  }

  @Test
  void validatesDevicesOfAnotherTable() throws IOException {
    String table = table();
    StringBuilder text = new StringBuilder("index,here\n");
    List<Integer> measured = new ArrayList<>(ReferenceDevices.ARCHITECTURES);
    measured.addAll(List.of(77, 1234, 9876, 15_000));
    for (int index : measured) {
      text.append(index).append(',').append(value(3, index)).append('\n');
    }
    Path here = Files.writeString(folder.resolve("here.csv"), text);
    CommandRun run =
        CommandRun.of(
            "predictor",
            "validate",
            "--metrics",
            table,
            "--train",
            "a,b,c",
            "--measured",
            "" + here);
    assertThat(run.err()).isEmpty();
    String row =
        run.out().lines().filter(line -> line.matches("here +unseen .*")).findFirst().orElseThrow();
    String[] fields = row.split(" +");
    assertThat(Double.parseDouble(fields[2])).isEqualTo(1);
    assertThat(Double.parseDouble(fields[4].replace("%", ""))).isBetween(0.0, 3.0);
  }

  @Test
  void whatWasTrainedPredictsInTheUnitOfTheMeasurements() throws IOException {
    Path prior = folder.resolve("prior.json");
    String table = table();
    CommandRun trained =
        CommandRun.of(
            "predictor",
            "train",
            "--metrics",
            table,
            "--train",
            "a,b,c",
            "--output",
            prior.toString());
    assertThat(trained.status()).isZero();
    String architecture = SPACE.architecture(77).toString();
    CommandRun run =
        CommandRun.of(
            "predictor",
            "predict",
            prior.toString(),
            "--measured",
            references(),
            "--device",
            "d",
            "--arch",
            architecture,
            "--max",
            "1000",
            "--format",
            "csv");
    assertThat(run.err()).isEmpty();
    String[] fields = run.out().lines().toList().get(1).split(",");
    assertThat(Double.parseDouble(fields[5])).isGreaterThan(0.999);
    double expected = value(3, 77);
    assertThat(Double.parseDouble(fields[2])).isBetween(0.97 * expected, 1.03 * expected);
    CommandRun again =
        CommandRun.of("predictor", "train", "--metrics", table, "--output", prior.toString());
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("exists already");
  }

  /** A modelled device beside itself, and beside others. */
  @Test
  void theRooflineIsComparedWithMeasurements() throws IOException {
    double[] modelled = DeviceCatalogue.load().table(SPACE).values("raspberry_pi_4_1");
    StringBuilder text = new StringBuilder("index,mine\n");
    for (int i = 0; i < modelled.length; i += 25) {
      text.append(i).append(',').append(modelled[i]).append('\n');
    }
    Path measured = Files.writeString(folder.resolve("modelled.csv"), text);
    CommandRun run = CommandRun.of("predictor", "roofline", "--metrics", measured.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).containsPattern("raspberry_pi_4_1 +1\\.000 +1\\.000");
    CommandRun unknown =
        CommandRun.of(
            "predictor", "roofline", "--metrics", measured.toString(), "--devices", "none");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("'none'").hasLineCount(1);
  }

  @Test
  void choosesReferences() throws IOException {
    CommandRun run = CommandRun.of("predictor", "references", "--metrics", table(), "-n", "4");
    assertThat(run.out().lines()).hasSize(4).allMatch(line -> line.matches("\\d+"));
  }

  @Test
  void badInputGivesOneLine() throws IOException {
    String table = table();
    for (List<String> arguments :
        List.of(
            List.of("validate", "--metrics", "missing.csv"),
            List.of("validate", "--metrics", table, "--devices", "nobody"),
            List.of("validate", "--metrics", table, "--devices", "a,b,c,d"),
            List.of("validate", "--metrics", table, "--references", "best"),
            List.of("validate", "--metrics", table, "--references", "99999"),
            List.of("validate", "--metrics", table, "--measured", "missing.csv"),
            List.of("references", "--metrics", table, "-n", "0"),
            List.of("predict", "missing.json", "--measured", table, "--device", "a"),
            List.of("predict", table, "--measured", table, "--device", "a"))) {
      String[] all = new String[arguments.size() + 1];
      all[0] = "predictor";
      for (int i = 0; i < arguments.size(); i++) {
        all[i + 1] = arguments.get(i);
      }
      CommandRun run = CommandRun.of(all);
      assertThat(run.status()).as("%s", arguments).isEqualTo(2);
      assertThat(run.err().lines()).as("%s", arguments).hasSize(1);
    }
  }

  private String table() throws IOException {
    StringBuilder text = new StringBuilder("index,a,b,c,d\n");
    for (int index = 0; index < SPACE.count(); index += 5) {
      text.append(index);
      for (int device = 0; device < 4; device++) {
        text.append(',').append(value(device, index));
      }
      text.append('\n');
    }
    for (int index : ReferenceDevices.ARCHITECTURES) {
      if (index % 5 != 0) {
        text.append(index);
        for (int device = 0; device < 4; device++) {
          text.append(',').append(value(device, index));
        }
        text.append('\n');
      }
    }
    return Files.writeString(folder.resolve("table.csv"), text).toString();
  }

  private String references() throws IOException {
    StringBuilder text = new StringBuilder("index,d\n");
    for (int index : ReferenceDevices.ARCHITECTURES) {
      text.append(index).append(',').append(value(3, index)).append('\n');
    }
    return Files.writeString(folder.resolve("mine.csv"), text).toString();
  }

  private static double value(int device, int index) {
    double[] costs = {0, 0.1 * device, 1 + 0.2 * device, 3, 0.5};
    double sum = 2 + device;
    for (int choice : SPACE.architecture(index).choices()) {
      sum += costs[choice];
    }
    return sum * (1 + 3 * device);
  }
}
