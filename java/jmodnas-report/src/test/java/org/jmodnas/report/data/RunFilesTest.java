package org.jmodnas.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading the files of a run, also of one that goes on and of damaged ones. */
final class RunFilesTest {
  private static final String FRONT =
      "point,device,error_weight,latency_weight,index,arch,error,latency,metric_source,non_dominated\n";

  @TempDir private Path run;

  @BeforeEach
  void beginRun() throws IOException {
    write("events.jsonl", "");
  }

  @Test
  void aRunThatJustBeganMissesAlmostEverything() {
    RunFiles files = RunFiles.read(run);
    assertThat(files.missing())
        .contains("front.csv", "devices.csv", "hypervolume.csv", "manifest.json", "config.yaml")
        .doesNotContain("events.jsonl");
    assertThat(files.problems()).isEmpty();
    assertThat(files.objectives()).containsExactly(Objective.error());
  }

  @Test
  void aFolderThatIsNoRunIsRefused() throws IOException {
    Files.delete(run.resolve("events.jsonl"));
    assertThatThrownBy(() -> RunFiles.read(run))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(run.toString())
        .hasMessageContaining("config.yaml");
    assertThatThrownBy(() -> RunFiles.read(run.resolve("absent")))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void linesOfAFrontAreReadByTheNamesOfColumns() throws IOException {
    write(
        "front.csv",
        "non_dominated,later,device,point,arch,error,latency,latency_weight,error_weight\r\n"
            + "true,x,raspi4,3,|a~0|,0.25,,0.4,0.6\r\n");
    RunFiles files = RunFiles.read(run);
    assertThat(files.problems()).isEmpty();
    FrontRow row = files.front().get(0);
    assertThat(row.point()).isEqualTo(3);
    assertThat(row.device()).isEqualTo("raspi4");
    assertThat(row.weights()).containsExactly(0.6, 0.4);
    assertThat(row.architecture().objectives()).containsExactly(0.25, Double.NaN);
    assertThat(row.architecture().isComplete()).isFalse();
    assertThat(row.nonDominated()).isTrue();
    assertThat(files.objectives()).extracting(Objective::name).containsExactly("error", "latency");
  }

  @Test
  void damagedLinesAreNamedAndTheOthersKept() throws IOException {
    write(
        "front.csv",
        FRONT
            + "1,a,1,0,5,|x~0|,0.3,7,measured,true\n"
            + "2,a,0.5,0.5,5,|x~0|,zero,7,measured,true\n"
            + "3,a,0,1\n"
            + "two,a,0,1,5,|x~0|,0.3,7,measured,true\n");
    write("events.jsonl", "{\"event\":\"started\"}\n{\"event\":\"prog");
    RunFiles files = RunFiles.read(run);
    assertThat(files.front()).extracting(FrontRow::point).containsExactly(1);
    assertThat(files.events()).hasSize(1);
    assertThat(files.problems())
        .containsExactlyInAnyOrder(
            "front.csv, line 3: 'error' is a number, got 'zero'",
            "front.csv, line 4: expected '10' fields as in the header, got '4'",
            "front.csv, line 5: 'point' is a whole number, got 'two'",
            "events.jsonl, line 2: expected a JSON object, got '{\"event\":\"prog'");
  }

  @Test
  void aFileWithoutItsColumnsIsNamed() throws IOException {
    write("hypervolume.csv", "step,hypervolume\n1,0.5\n");
    write("similarity.csv", "");
    write("manifest.json", "[]");
    RunFiles files = RunFiles.read(run);
    assertThat(files.hypervolumes()).isEmpty();
    assertThat(files.problems())
        .anyMatch(
            p -> p.startsWith("hypervolume.csv: expected the columns") && p.contains("device"))
        .anyMatch(p -> p.startsWith("similarity.csv: expected the columns"))
        .anyMatch(p -> p.startsWith("manifest.json: expected a JSON object, got '[]'"));
  }

  @Test
  void theManifestTellsUnitsAndWhatIsMaximized() throws IOException {
    write(
        "manifest.json",
        "{\"objectives\":[{\"name\":\"error\"},{\"name\":\"speed\",\"unit\":\"frames/s\","
            + "\"wanted\":\"more\"},{\"name\":\"latency_ms\"}],\"data\":{\"specification\":\"cifar10\"}}");
    RunFiles files = RunFiles.read(run);
    assertThat(files.objectives())
        .containsExactly(
            Objective.error(),
            new Objective("speed", "frames/s", true),
            new Objective("latency_ms", "ms", false));
    assertThat(files.manifest().text("data.specification")).contains("cifar10");
    assertThat(files.manifest().flat()).containsEntry("objectives[1].unit", "frames/s");
  }

  @Test
  void whileThereIsNoFrontEvaluationsTellTheMetrics() throws IOException {
    write(
        "evaluations.csv",
        "step,device,source,index,arch,error,latency,energy_mJ,feasible_probability\n"
            + "10,a,random,5,|x~0|,0.3,7,8,0.5\n");
    write("devices.csv", "device,seen,energy_mJ_wanted\na,false,more\n");
    RunFiles files = RunFiles.read(run);
    assertThat(files.objectives())
        .containsExactly(
            Objective.error(),
            new Objective("latency", "", false),
            new Objective("energy_mJ", "mJ", true));
    EvaluationRow row = files.evaluations().get(0);
    assertThat(row.random()).isTrue();
    assertThat(row.architecture().objectives()).isEqualTo(List.of(0.3, 7.0, 8.0));
    assertThat(row.architecture().feasibleProbability()).isEqualTo(0.5);
    assertThat(files.devices().get(0).seen()).isFalse();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(run.resolve(name), text);
  }
}
