package org.jmodnas.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainerTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final ImageSize SIZE = new ImageSize(8, 8, 1);
  private static final TrainingConfig.Recipe RECIPE =
      new TrainingConfig.Recipe(0.1, 0.9, 5e-4, 0.05, 0.9, 1, true);
  private static final int EPOCHS = 4;

  private final ImageDataset images = TinyImages.draw(48, 3, SIZE, new Philox(1, 0));

  @TempDir Path folder;

  @Test
  void aNetworkLearnsItsImages() {
    TrainingConfig.Recipe plain = new TrainingConfig.Recipe(0.1, 0.9, 0, 0, 0, 0, false);
    TrainingConfig config = new TrainingConfig(25, 16, 1, 1, 0, plain);
    ImageDataset few = TinyImages.draw(32, 4, SIZE, new Philox(2, 0));
    TrainingData data = new TrainingData(few, config);
    try (Trainer trainer = new Trainer(task(data), config, backend, 1)) {
      double first = trainer.epoch().loss();
      EpochReport last = trainer.epoch();
      while (!trainer.finished()) {
        last = trainer.epoch();
      }
      assertThat(last.loss()).isLessThan(first / 10);
      assertThat(trainer.accuracy(trainer.best(), data.batches(few))).isEqualTo(100);
      assertThatThrownBy(trainer::epoch).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void theRateFollowsACosineOverTheEpochs() {
    TrainingConfig config = config(1, 1);
    try (Trainer trainer = new Trainer(task(data(config)), config, backend, 1)) {
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        assertThat(trainer.epoch().learningRate())
            .isCloseTo(0.05 * (1 + Math.cos(Math.PI * epoch / EPOCHS)), within(1e-12));
      }
    }
  }

  @Test
  void theBestEpochIsKept() {
    TrainingConfig config = config(1, 1);
    TrainingData data = data(config);
    try (Trainer trainer = new Trainer(task(data), config, backend, 1)) {
      double highest = -1;
      while (!trainer.finished()) {
        EpochReport report = trainer.epoch();
        Double accuracy = report.validationAccuracy();
        assertThat(accuracy).isNotNull();
        assertThat(report.best()).isEqualTo(accuracy > highest);
        highest = Math.max(highest, accuracy);
      }
      assertThat(trainer.accuracy(trainer.best(), data.validation())).isEqualTo(highest);
    }
  }

  @Test
  void threadsChangeNothingAndShardsDo() throws IOException {
    run("one", config(1, 1), 1);
    run("two", config(1, 2), 1);
    run("twoThreads", config(1, 2), 2);
    assertThat(model("twoThreads")).isEqualTo(model("two"));
    assertThat(model("two")).isNotEqualTo(model("one"));
    run("seed", config(2, 1), 1);
    assertThat(model("seed")).isNotEqualTo(model("one"));
  }

  @Test
  void anInterruptedTrainingGoesOnBitForBit() throws IOException {
    TrainingResult whole = run("whole", config(1, 1), 1);
    List<Integer> epochs = new ArrayList<>();
    for (int stop = 1; stop <= EPOCHS; stop++) {
      int last = stop;
      assertThatThrownBy(
              () ->
                  start(
                      "parts",
                      config(1, 1),
                      report -> {
                        epochs.add(report.epoch());
                        if (report.epoch() == last) {
                          throw new IllegalStateException("stopped");
                        }
                      }))
          .hasMessage("stopped");
    }
    TrainingResult result = run("parts", config(1, 1), 1);
    assertThat(epochs).containsExactly(1, 2, 3, 4);
    assertThat(model("parts")).isEqualTo(model("whole"));
    assertThat(result).usingRecursiveComparison().ignoringFields("seconds").isEqualTo(whole);
    assertThat(folder.resolve("parts/training.csv"))
        .hasSameTextualContentAs(folder.resolve("whole/training.csv"));
    assertThat(folder.resolve("parts").toFile().list())
        .containsExactlyInAnyOrder("model.safetensors", "training.csv", "training.json");
  }

  @Test
  void aTornCheckpointIsNamedAndTheOneBeforeTaken() throws IOException {
    run("whole", config(1, 1), 1);
    stopAfter("torn", 3);
    Path latest = folder.resolve("torn/checkpoint.safetensors");
    byte[] bytes = Files.readAllBytes(latest);
    bytes[bytes.length - 5] ^= 1;
    Files.write(latest, bytes);
    List<String> warnings = new ArrayList<>();
    List<Integer> epochs = new ArrayList<>();
    run(
        "torn",
        config(1, 1),
        1,
        new TrainingListener() {
          @Override
          public void epoch(EpochReport report, double seconds) {
            epochs.add(report.epoch());
            assertThat(folder.resolve("torn/checkpoint.previous.safetensors"))
                .as("the torn one does not take the place of the good one")
                .binaryContent()
                .isNotEqualTo(bytes);
          }

          @Override
          public void warning(String message) {
            warnings.add(message);
          }
        });
    assertThat(warnings).singleElement().asString().contains("checkpoint.safetensors", "damaged");
    assertThat(epochs).containsExactly(3, 4);
    assertThat(model("torn")).isEqualTo(model("whole"));
  }

  @Test
  void otherSettingsAreRefused() throws IOException {
    stopAfter("begun", 1);
    assertThatThrownBy(() -> run("begun", config(2, 1), 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("seed '1', got '2'");
    run("begun", config(1, 1), 1);
    byte[] before = model("begun");
    assertThatThrownBy(() -> run("begun", config(2, 1), 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("seed '1', got '2'");
    run("begun", config(1, 1), 1, failing());
    assertThat(model("begun")).as("ended and not run again").isEqualTo(before);
  }

  @Test
  void aLossThatIsNoNumberIsAFailure() {
    TrainingConfig config =
        new TrainingConfig(2, 16, 1, 1, 0, new TrainingConfig.Recipe(1e30, 0.9, 1, 0, 0, 0, false));
    try (Trainer trainer = new Trainer(task(data(config)), config, backend, 1)) {
      assertThatThrownBy(
              () -> {
                trainer.epoch();
                trainer.epoch();
              })
          .isExactlyInstanceOf(JModnasException.class)
          .hasMessageContaining("Lower the learning rate");
    }
  }

  @Test
  void imagesAreChecked() {
    ImageDataset flat = TinyImages.draw(48, 3, new ImageSize(8, 9, 1), new Philox(1, 0));
    assertThatThrownBy(() -> new TrainingData(flat, config(1, 1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("square");
    ImageDataset few = TinyImages.draw(12, 3, SIZE, new Philox(1, 0));
    assertThatThrownBy(() -> new TrainingData(few, config(1, 1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Lower the batch");
    ImageDataset other = TinyImages.draw(12, 4, SIZE, new Philox(1, 0));
    assertThatThrownBy(() -> data(config(1, 1)).batches(other))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("like the training images");
  }

  private void stopAfter(String name, int epoch) {
    assertThatThrownBy(
            () ->
                start(
                    name,
                    config(1, 1),
                    report -> {
                      if (report.epoch() == epoch) {
                        throw new IllegalStateException("stopped");
                      }
                    }))
        .hasMessage("stopped");
  }

  private void start(String name, TrainingConfig config, Consumer<EpochReport> each) {
    run(
        name,
        config,
        1,
        new TrainingListener() {
          @Override
          public void epoch(EpochReport report, double seconds) {
            each.accept(report);
          }

          @Override
          public void warning(String message) {
            throw new AssertionError(message);
          }
        });
  }

  private static TrainingListener failing() {
    return new TrainingListener() {
      @Override
      public void epoch(EpochReport report, double seconds) {
        throw new AssertionError("epoch " + report.epoch());
      }

      @Override
      public void warning(String message) {
        throw new AssertionError(message);
      }
    };
  }

  private TrainingResult run(String name, TrainingConfig config, int threads) {
    return run(
        name,
        config,
        threads,
        new TrainingListener() {
          @Override
          public void epoch(EpochReport report, double seconds) {}

          @Override
          public void warning(String message) {
            throw new AssertionError(message);
          }
        });
  }

  private TrainingResult run(
      String name, TrainingConfig config, int threads, TrainingListener listener) {
    TrainingData data = data(config);
    TrainingJob job = new TrainingJob(task(data), config, data.batches(images));
    return new TrainingFolder(folder.resolve(name), SPACE).run(job, backend, threads, listener);
  }

  private byte[] model(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name).resolve(TrainingFolder.MODEL));
  }

  private static Trainer.Task task(TrainingData data) {
    return new Trainer.Task(SPACE.decode(3, 1, 2, 4, 3, 2), 1, 4, data);
  }

  private TrainingData data(TrainingConfig config) {
    return new TrainingData(images, config);
  }

  private static TrainingConfig config(long seed, int shards) {
    return new TrainingConfig(EPOCHS, 16, seed, shards, 0.25, RECIPE);
  }
}
