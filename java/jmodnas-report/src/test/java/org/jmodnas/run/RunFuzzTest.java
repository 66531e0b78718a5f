package org.jmodnas.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.evaluation.EvaluatedFile;
import org.jmodnas.evaluation.FrontFile;
import org.jmodnas.report.RunReport;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.tensor.state.Snapshot;
import org.jmodnas.testkit.Mutations;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files of a run are read or refused by name, and nothing else. */
@Seeded
final class RunFuzzTest {
  private static final int FILES = 400;
  private static final String STATE = "state.json";
  private static final String TENSORS = "tensors.safetensors";

  private final NasBench201Space space = new NasBench201Space();

  @TempDir Path folder;
  private RunFolder run;

  @BeforeEach
  void create() {
    run = RunFolder.create(folder.resolve("run"));
  }

  /** Reads what was damaged. */
  @FunctionalInterface
  private interface Reader {
    void read();
  }

  /** The parsers behind the checksum are reached, as the sums are those of the damaged files. */
  @Test
  void checkpointsWithSumsThatHold(Philox random) throws IOException {
    CheckpointStore store = new CheckpointStore(run, 1);
    Snapshot snapshot =
        new Snapshot(
            Map.of("w", new NamedArray(Shape.of(2, 3), new float[6])), Map.of("a", 1.0, "b", 2e9));
    Path place = store.write(new Checkpoint(7, 1.5, snapshot));
    byte[] state = Files.readAllBytes(place.resolve(STATE));
    byte[] tensors = Files.readAllBytes(place.resolve(TENSORS));
    Mutations mutations = new Mutations(random);
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      Map<String, byte[]> files = new LinkedHashMap<>();
      files.put(STATE, i % 2 == 0 ? mutations.of(state) : state);
      files.put(TENSORS, i % 2 == 0 ? tensors : mutations.of(tensors));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(place.resolve(file.getKey()), file.getValue());
      }
      Files.writeString(place.resolve("CHECKSUM"), Checksums.of(files));
      refused += refused("step-0000007", () -> store.latest(damaged -> {}));
    }
    assertThat(refused).isBetween(FILES / 10, FILES - 1);
  }

  @Test
  void manifests(Philox random) throws IOException {
    new Manifest(
            "1",
            List.of("search"),
            1,
            Manifest.Status.running,
            "2026-01-01T00:00:00Z",
            null,
            0.5,
            List.of("x"),
            Manifest.Java.here(),
            Manifest.Machine.here("cpu"),
            new Manifest.Computation("cpu", "here", 2),
            new Manifest.Data("idx:a", 5, "8x8x1", 3, "0"),
            List.of(),
            List.of(new Manifest.Objective("error", null, "less")),
            0.9)
        .write(run);
    fuzz(random, "manifest.json", () -> Manifest.read(run).resumed());
  }

  @Test
  void events(Philox random) throws IOException {
    EventLog log = new EventLog(run, Clock.systemUTC());
    log.add("started", Map.of("step", 0, "steps", 9));
    log.add("weights", Map.of("step", 1, "gamma", Map.of("a", 0.5)));
    log.add("finished", Map.of("step", 9, "seconds", 1.5));
    fuzz(
        random,
        "events.jsonl",
        () -> {
          log.read().forEach(event -> event.path("kind").asText());
          log.dropAfter(1);
        });
  }

  @Test
  void tablesOfSteps(Philox random) throws IOException {
    Files.writeString(run.file("t.csv"), "step,device\n1,a\n2,b\n30,c\n");
    fuzz(random, "t.csv", () -> new StepTable(run, "t.csv").dropAfter(2));
  }

  @Test
  void fronts(Philox random) throws IOException {
    StringBuilder text =
        new StringBuilder("point,device,error_weight,m_weight,arch,error,m,non_dominated\n");
    for (int i = 1; i < 5; i++) {
      text.append("%d,a,0.5,0.5,%s,0.%d,%d,true%n".formatted(i, space.architecture(i), i, i));
    }
    Files.writeString(run.file("front.csv"), text);
    fuzz(random, "front.csv", () -> FrontFile.read(run.path(), space).points());
  }

  @Test
  void evaluatedPoints(Philox random) throws IOException {
    Files.writeString(
        run.file("evaluated.csv"),
        "point,device,index,arch,accuracy,validation_accuracy,epochs,seed,parameters,seconds,model\n"
            + "1,a,1,x,90.5,80.5,2,1,100,0.5,points/1/model.safetensors\n");
    fuzz(random, "evaluated.csv", () -> EvaluatedFile.read(run.path()).model(1));
  }

  /** A report shows what it can, whatever the files are. */
  @Test
  void filesOfAReport(Philox random) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(
        "manifest.json",
        "{\"objectives\":[{\"name\":\"m\",\"unit\":\"ms\",\"wanted\":\"lowest\"}],\"confidence\":0.9}");
    texts.put(
        "events.jsonl",
        "{\"event\":\"weights\",\"step\":1,\"gamma\":{\"a\":0.5}}\n{\"event\":\"progress\",\"step\":1,\"steps\":2,\"training\":1.5,\"validation\":null,\"seconds\":2}\n");
    texts.put(
        "front.csv",
        "point,device,error_weight,m_weight,index,arch,error,m,feasible_probability,non_dominated\n1,a,0.5,0.5,1,"
            + space.architecture(1)
            + ",0.5,3,1,true\n2,a,0.1,0.9,2,"
            + space.architecture(2)
            + ",0.6,2,0.5,true\n");
    texts.put(
        "evaluations.csv",
        "step,device,source,index,arch,error,m\n1,a,random,1,"
            + space.architecture(1)
            + ",0.5,3\n");
    texts.put("hypervolume.csv", "step,device,hypervolume,reference\n1,a,0.5,1\n");
    texts.put(
        "devices.csv",
        "device,seen,metrics,m_wanted,m_predictor_rho,hypervolume\na,true,table,less,0.9,0.5\n");
    texts.put(
        "policy.csv",
        "device,error_weight,m_weight,decision,choice,probability\na,0.5,0.5,0,none,0.5\n");
    texts.put("similarity.csv", "metric,device,other,rho\nm,a,b,0.5\n");
    texts.put("evaluated.csv", "point,device,accuracy\n1,a,90\n");
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(run.file(text.getKey()), text.getValue());
    }
    Mutations mutations = new Mutations(random);
    for (int i = 0; i < FILES / 10; i++) {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        Files.write(
            run.file(text.getKey()),
            mutations.of(text.getValue().getBytes(StandardCharsets.UTF_8)));
      }
      assertThat(RunReport.html(run.path())).endsWith("</html>\n");
    }
  }

  private void fuzz(Philox random, String name, Reader reader) throws IOException {
    byte[] content = Files.readAllBytes(run.file(name));
    Mutations mutations = new Mutations(random);
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      Files.write(run.file(name), mutations.of(content));
      refused += refused(name, reader);
    }
    assertThat(refused).isBetween(FILES / 20, FILES - 1);
  }

  private static int refused(String name, Reader reader) {
    try {
      reader.read();
      return 0;
    } catch (ConfigurationException e) {
      assertThat(e).hasMessageContaining(name);
      return 1;
    }
  }
}
