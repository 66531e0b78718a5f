package org.jmodnas.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.tensor.state.Snapshot;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints survive crashes, and those that a disk or a hand changed are named and left out. */
final class CheckpointStoreTest {
  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();
  private RunFolder run;
  private CheckpointStore store;

  @BeforeEach
  void create() {
    run = RunFolder.create(folder.resolve("run"));
    store = new CheckpointStore(run, 2);
  }

  @Test
  void everyBitComesBack() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (double number :
        new double[] {0, -0.0, 1.0 / 3, Double.MIN_VALUE, Double.MAX_VALUE, 1e300 / 7}) {
      numbers.put("n" + number, number);
    }
    numbers.put("nan", Double.NaN);
    numbers.put("up", Double.POSITIVE_INFINITY);
    numbers.put("down", Double.NEGATIVE_INFINITY);
    float[] values = {0, -0f, 1f / 3, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE};
    Snapshot snapshot = new Snapshot(Map.of("w", new NamedArray(Shape.of(2, 3), values)), numbers);
    store.write(new Checkpoint(7, 1.5, snapshot));
    Checkpoint read = latest();
    assertThat(read.step()).isEqualTo(7);
    assertThat(read.seconds()).isEqualTo(1.5);
    assertThat(read.snapshot().numbers()).containsExactlyEntriesOf(numbers);
    assertThat(read.snapshot().arrays().get("w").shape()).isEqualTo(Shape.of(2, 3));
    assertThat(bits(read.snapshot().arrays().get("w").values())).isEqualTo(bits(values));
    assertThat(warnings).isEmpty();
  }

  @Test
  void theLatestOfThoseThatAreKeptCounts() throws IOException {
    assertThat(store.latest(warnings::add)).isEmpty();
    for (int step : new int[] {5, 900, 10_000, 99}) {
      store.write(checkpoint(step));
    }
    assertThat(latest().step()).as("by number and not by name or time").isEqualTo(10_000);
    try (Stream<Path> entries = Files.list(folder.resolve("run/checkpoints"))) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .containsExactlyInAnyOrder("step-0010000", "step-0000900");
    }
  }

  @Test
  void aStepIsWrittenAgain() {
    store.write(checkpoint(5));
    store.write(new Checkpoint(5, 3, checkpoint(5).snapshot()));
    assertThat(latest().seconds()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state.json", "tensors.safetensors", "CHECKSUM"})
  void aTornFileIsNamedAndThePreviousCheckpointTaken(String file) throws IOException {
    store.write(checkpoint(1));
    Path damaged = store.write(checkpoint(2)).resolve(file);
    byte[] content = Files.readAllBytes(damaged);
    Files.write(damaged, Arrays.copyOf(content, content.length / 2));
    assertThat(latest().step()).isEqualTo(1);
    assertThat(warnings).singleElement().asString().contains("step-0000002").contains("damaged");
    Files.delete(damaged);
    warnings.clear();
    assertThat(latest().step()).isEqualTo(1);
    assertThat(warnings).singleElement().asString().contains(file);
  }

  @Seeded
  void aByteThatChangedIsSeen(Philox random) throws IOException {
    store.write(checkpoint(1));
    Path place = store.write(checkpoint(2));
    String file = List.of("state.json", "tensors.safetensors").get(random.nextInt(2));
    byte[] content = Files.readAllBytes(place.resolve(file));
    content[random.nextInt(content.length)] ^= (byte) (1 + random.nextInt(255));
    Files.write(place.resolve(file), content);
    assertThat(latest().step()).isEqualTo(1);
    assertThat(warnings).singleElement().asString().contains(file).contains("CHECKSUM");
  }

  @Test
  void withoutAnyWholeOneThereIsAMessageThatNamesAll() throws IOException {
    for (int step = 1; step <= 2; step++) {
      Files.writeString(store.write(checkpoint(step)).resolve("state.json"), "{}");
    }
    assertThatThrownBy(() -> store.latest(warnings::add))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("step-0000001", "step-0000002", "begin anew");
  }

  /** What a process leaves that is killed while it writes, or while it deletes an old one. */
  @Test
  void whatAKilledProcessLeftIsNotSeen() throws IOException {
    store.write(checkpoint(1));
    Path part = folder.resolve("run/checkpoints/.step-0000002");
    Files.createDirectory(part);
    Files.writeString(part.resolve("state.json"), "{\"ste");
    assertThat(latest().step()).isEqualTo(1);
    store.write(checkpoint(2));
    assertThat(latest().step()).isEqualTo(2);
    assertThat(warnings).isEmpty();
  }

  @Test
  void aDiskThatRefusesIsAFailureThatLosesNothing() throws IOException {
    store.write(checkpoint(1));
    Files.writeString(folder.resolve("run/checkpoints/.step-0000002"), "in the way");
    assertThatThrownBy(() -> store.write(checkpoint(2)))
        .isInstanceOf(JModnasException.class)
        .hasMessageContainingAll("step-0000002", "cannot be written", "jmodnas resume");
    assertThat(latest().step()).isEqualTo(1);
  }

  private Checkpoint latest() {
    return store.latest(warnings::add).orElseThrow();
  }

  private static Checkpoint checkpoint(int step) {
    float[] values = {step, 2, 3};
    return new Checkpoint(
        step,
        step,
        new Snapshot(
            Map.of("w", new NamedArray(Shape.of(3), values)), Map.of("step", (double) step)));
  }

  private static List<Integer> bits(float[] values) {
    List<Integer> bits = new ArrayList<>();
    for (float value : values) {
      bits.add(Float.floatToRawIntBits(value));
    }
    return bits;
  }
}
