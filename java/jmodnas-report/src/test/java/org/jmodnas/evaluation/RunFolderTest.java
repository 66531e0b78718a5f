package org.jmodnas.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmodnas.evaluation.EvaluatedFile.Evaluated;
import org.jmodnas.evaluation.FrontFile.Point;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final String HEADER =
      "point,device,error_weight,latency_weight,index,arch,error,latency,metric_source,non_dominated\n";

  @TempDir Path run;

  @Test
  void frontsAreReadByTheNamesOfTheirColumns() throws IOException {
    Files.writeString(
        run.resolve("front.csv"),
        "further,arch,point,non_dominated,device,speed_weight,error_weight,speed,error\n"
            + "x,"
            + SPACE.architecture(7)
            + ",2,true,a,0.5,0.5,30,0.25\n"
            + "x,"
            + SPACE.architecture(7)
            + ",2,true,a,0.4,0.6,30,0.25\n"
            + "x,"
            + SPACE.architecture(8)
            + ",3,false,b,0.4,0.6,20,0.5\n");
    Files.writeString(run.resolve("devices.csv"), "device,speed_wanted\na,more\nb,more\n");
    FrontFile front = FrontFile.read(run, SPACE);
    assertThat(front.points())
        .containsExactly(
            new Point(2, "a", SPACE.architecture(7), List.of(-30.0, 0.25), true),
            new Point(3, "b", SPACE.architecture(8), List.of(-20.0, 0.5), false));
    assertThat(front.point(3).device()).isEqualTo("b");
    assertThatThrownBy(() -> front.point(1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no point '1'")
        .hasMessageContaining("1 … 3");
  }

  @Test
  void damagedFrontsAreNamed() throws IOException {
    assertThatThrownBy(() -> FrontFile.read(run, SPACE)).hasMessageContaining("front.csv");
    for (String line :
        List.of(
            "1,a,1,0,5,|none~0|,0.5,1,m,true",
            "x,a,1,0,5," + SPACE.architecture(5) + ",0.5,1,m,true",
            "1,a,1,0,5," + SPACE.architecture(5) + ",NaN,1,m,true",
            "1,a,1,0,5," + SPACE.architecture(5) + ",0.5,,m,true",
            "1,a,1,0,5," + SPACE.architecture(5))) {
      Files.writeString(run.resolve("front.csv"), HEADER + line + "\n");
      assertThatThrownBy(() -> FrontFile.read(run, SPACE))
          .as(line)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("front.csv', line 2");
    }
    Files.writeString(run.resolve("front.csv"), "a,a\n");
    assertThatThrownBy(() -> FrontFile.read(run, SPACE)).hasMessageContaining("different columns");
    Files.writeString(run.resolve("front.csv"), "");
    assertThatThrownBy(() -> FrontFile.read(run, SPACE)).hasMessageContaining("'point,device");
  }

  @Test
  void pointsAreWrittenWithTheirRun() {
    assertThat(RunPoint.parse("runs/a#12")).contains(new RunPoint(Path.of("runs/a"), 12));
    assertThat(RunPoint.parse("9930")).isEmpty();
    for (String bad : List.of("#3", "run#", "run#x", "run#-1", "run#99999999999")) {
      assertThatThrownBy(() -> RunPoint.parse(bad))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(bad);
    }
  }

  /** On device a the ends of the front come first, then what lies far below their line. */
  @Test
  void selectionAddsHypervolume() {
    List<Point> points =
        List.of(
            point(1, "a", 1, 0.0, 10),
            point(2, "a", 2, 0.1, 9.9),
            point(3, "a", 3, 0.3, 2),
            point(4, "a", 4, 1.0, 0),
            new Point(5, "a", SPACE.architecture(5), List.of(0.0, 0.0), false));
    PointSelection selection = new PointSelection(points);
    assertThat(selection.choose(1)).containsExactly(SPACE.architecture(3));
    assertThat(selection.choose(2)).containsExactly(SPACE.architecture(3), SPACE.architecture(1));
    assertThat(selection.choose(9))
        .containsExactly(
            SPACE.architecture(3),
            SPACE.architecture(1),
            SPACE.architecture(4),
            SPACE.architecture(2));
  }

  @Test
  void anArchitectureOnTwoFrontsCountsForBoth() {
    List<Point> points =
        List.of(
            point(1, "a", 1, 0.0, 1),
            point(2, "a", 2, 1.0, 0),
            point(3, "b", 3, 0.0, 1),
            point(4, "b", 2, 1.0, 0));
    assertThat(new PointSelection(points).choose(1)).containsExactly(SPACE.architecture(2));
  }

  @Test
  void evaluationsAreKeptInOrder() throws IOException {
    EvaluatedFile file = EvaluatedFile.read(run);
    assertThat(file.model(2)).isNull();
    file.add(evaluated(2, 90.0));
    file.add(evaluated(1, null));
    file.add(evaluated(2, 91.5));
    assertThat(Files.readString(run.resolve("evaluated.csv")))
        .isEqualTo(
            "point,device,index,arch,accuracy,validation_accuracy,epochs,seed,parameters,seconds,model\n"
                + "1,a,7,"
                + SPACE.architecture(7)
                + ",,80.5,3,4,1000,2.5,points/1/model.safetensors\n"
                + "2,a,7,"
                + SPACE.architecture(7)
                + ",91.5,80.5,3,4,1000,2.5,points/2/model.safetensors\n");
    assertThat(EvaluatedFile.read(run).model(2))
        .isEqualTo(run.resolve("points/2/model.safetensors"));
    Files.writeString(run.resolve("evaluated.csv"), "point,device\n1,a\n");
    assertThatThrownBy(() -> EvaluatedFile.read(run))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("expected the columns 'point,device,index");
  }

  private static Evaluated evaluated(int number, Double accuracy) {
    return new Evaluated(
        point(number, "a", 7, 0.5, 1),
        7,
        accuracy,
        80.5,
        3,
        4,
        1000,
        2.5,
        Path.of("points", String.valueOf(number), "model.safetensors"));
  }

  private static Point point(int number, String device, int index, double error, double latency) {
    Architecture architecture = SPACE.architecture(index);
    return new Point(number, device, architecture, List.of(error, latency), true);
  }
}
