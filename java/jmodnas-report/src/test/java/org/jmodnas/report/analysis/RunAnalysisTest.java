package org.jmodnas.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmodnas.report.analysis.DevicePoint.State;
import org.jmodnas.report.analysis.DeviceWeights.Role;
import org.jmodnas.report.data.RunFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is derived from the files of a run, on small ones. */
final class RunAnalysisTest {
  @TempDir private Path run;

  @Test
  void sortsWhatWasJudgedByWhatItIsToTheFront() throws IOException {
    write("manifest.json", "{\"confidence\":0.8}");
    write(
        "front.csv",
        "point,device,error_weight,latency_weight,arch,error,latency,feasible_probability,non_dominated\n"
            + "2,a,0,1,|two|,0.4,1,1,true\n"
            + "1,a,1,0,|one|,0.2,9,1,true\n"
            + "1,a,0.5,0.5,|one|,0.2,9,1,true\n"
            + "3,a,0.4,0.6,|three|,0.5,8,1,false\n");
    write(
        "evaluations.csv",
        "step,device,source,arch,error,latency,feasible_probability\n"
            + "10,a,hypernetwork,|old|,0.1,0.1,1\n"
            + "10,a,random,|older|,0.1,0.1,1\n"
            + "20,a,hypernetwork,|one|,0.2,9,1\n"
            + "20,a,hypernetwork,|four|,0.45,5,1\n"
            + "20,a,hypernetwork,|five|,0.1,0.5,0.79\n"
            + "20,a,hypernetwork,|six|,0.3,2,0.8\n"
            + "20,a,random,|seven|,0.9,9,1\n"
            + "20,b,random,|eight|,,9,1\n");
    RunAnalysis analysis = RunAnalysis.of(RunFiles.read(run));
    DeviceFront a = analysis.fronts().get(0);
    assertThat(a.points()).extracting(DevicePoint::number).containsExactly(1, 2, 3);
    assertThat(a.points())
        .extracting(DevicePoint::state)
        .containsExactly(State.FRONT, State.FRONT, State.DOMINATED);
    assertThat(a.others())
        .extracting(p -> p.architecture().text() + p.state())
        .containsExactly("|four|DOMINATED", "|five|INFEASIBLE", "|six|FRONT", "|seven|RANDOM");
    assertThat(a.chosen()).extracting(Chosen::point).containsExactly(1, 1, 3, 2);
    assertThat(a.ends(analysis.files().objectives())).containsExactly(1, 2);
    assertThat(a.knee()).isEmpty();
    assertThat(analysis.isLimited()).isTrue();
    DeviceFront b = analysis.fronts().get(1);
    assertThat(b.others()).extracting(DevicePoint::state).containsExactly(State.INCOMPLETE);
  }

  @Test
  void averagesProbabilitiesOfPreferencesThatWeighTheErrorAlike() throws IOException {
    write("front.csv", "error_weight,m_weight,n_weight\n");
    write(
        "policy.csv",
        "device,error_weight,m_weight,n_weight,decision,choice,probability\n"
            + "a,0.5,0.5,0,d,x,0.2\n"
            + "a,0.5,0.5,0,d,y,0.8\n"
            + "a,0.5,0,0.5,d,x,0.4\n"
            + "a,0.5,0,0.5,d,y,0.6\n"
            + "a,0,0,1,d,x,1\n"
            + "a,0,0,1,d,y,0\n");
    PolicyCurves curves = RunAnalysis.of(RunFiles.read(run)).policy().get(0);
    assertThat(curves.weights()).containsExactly(0.0, 0.5);
    assertThat(curves.probabilities().get("x").get(0)).isEqualTo(1);
    assertThat(curves.probabilities().get("x").get(1)).isCloseTo(0.3, within(1e-12));
    assertThat(curves.probabilities().get("y").get(1)).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void ordersDevicesByHowTheyHeldTheSearchBack() throws IOException {
    write(
        "events.jsonl",
        "{\"event\":\"weights\",\"step\":1,\"gamma\":{\"a\":0.0,\"b\":1.0}}\n"
            + "{\"event\":\"progress\",\"step\":1}\n"
            + "{\"event\":\"weights\",\"step\":2,\"gamma\":{\"a\":0.5,\"b\":0.5}}\n"
            + "{\"event\":\"weights\",\"step\":3,\"gamma\":{\"b\":0.75}}\n");
    DeviceWeights weights = RunAnalysis.of(RunFiles.read(run)).weights();
    assertThat(weights.steps()).containsExactly(1, 2, 3);
    assertThat(weights.gamma().get("a")).isEqualTo(List.of(0.0, 0.5, Double.NaN));
    assertThat(weights.roles()).containsExactly(new Role("b", 1.5, 0), new Role("a", 0.5, 0.5));
  }

  @Test
  void thinsLongTrajectoriesByTheirMeans() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int step = 1; step <= 1000; step++) {
      lines.append(
          "{\"event\":\"weights\",\"step\":%d,\"gamma\":{\"a\":%s,\"b\":%s}}%n"
              .formatted(step, step % 2, 1 - step % 2));
    }
    write("events.jsonl", lines.toString());
    DeviceWeights weights = RunAnalysis.of(RunFiles.read(run)).weights();
    assertThat(weights.steps()).hasSize(200).startsWith(5).endsWith(1000);
    assertThat(weights.gamma().get("a")).hasSize(200).startsWith(0.6, 0.4);
  }

  @Test
  void takesTheMeanAccuracyOfAPointThatWasTrainedOften() throws IOException {
    write("evaluated.csv", "point,accuracy\n4,90\n4,92\n5,\n");
    write("events.jsonl", "");
    RunAnalysis analysis = RunAnalysis.of(RunFiles.read(run));
    assertThat(analysis.accuracies()).hasSize(1).containsEntry(4, 91.0);
    assertThat(analysis.isFinished()).isFalse();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(run.resolve(name), text);
  }
}
