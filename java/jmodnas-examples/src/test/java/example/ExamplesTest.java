package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import example.chain.ChainLatency;
import example.chain.ChainSearch;
import example.chain.ChainSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.search.FrontPoint;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.search.SearchInputs;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example runs. */
final class ExamplesTest {
  private static final SearchConfig SMALL =
      SearchConfig.standard(4, 1).withBatch(8).withChannels(4).withThreads(1);

  @TempDir Path folder;

  @Test
  void theFirstSearchHasAFrontOfAnUnseenDevice() throws IOException {
    NasBench201Space space = new NasBench201Space();
    StringBuilder table = new StringBuilder("index,pixel3,raspi4,eyeriss\n");
    // Ten reference architectures are among them; what is not measured is predicted.
    for (int i : measured(space)) {
      int cost = 1 + Arrays.stream(space.architecture(i).choices()).sum();
      table.append("%d,%d,%d,%d%n".formatted(i, cost, 2 * cost, 3 * cost));
    }
    Path latency = Files.writeString(folder.resolve("latency.csv"), table);
    List<FrontPoint> front = FirstSearch.front(idx(), latency, 2);
    assertThat(front).hasSize(24).allMatch(point -> point.error() >= 0 && point.error() <= 1);
  }

  @Test
  void theTrainingLoopIsTheCallers() {
    NasBench201Space space = new NasBench201Space();
    MetricObjective depth = MetricObjective.of(new Depth(), space);
    SearchInputs inputs = SearchInputs.of(space, images(), List.of(depth), List.of("any"));
    List<Double> losses = new ArrayList<>();
    try (Backend backend = Backends.open();
        SearchSession session = new SearchSession(SMALL, inputs, backend)) {
      int steps =
          OwnTrainingLoop.search(
              session, batches(1).iterator(), batches(2).iterator(), losses::add);
      assertThat(steps).isEqualTo(4);
    }
    assertThat(losses).hasSize(4).allMatch(loss -> loss > 0.05 && loss < 20);
  }

  @Test
  void anObjectiveOfOnesOwnIsWeighed() {
    List<FrontPoint> front = OwnObjective.front(images(), SMALL);
    assertThat(front).hasSize(8);
    assertThat(front)
        .allMatch(
            point -> point.metrics().get(0) == new Depth().value(point.architecture(), "any"));
  }

  @Test
  void aSpaceOfOnesOwnIsSearched() {
    ChainSpace space = new ChainSpace();
    MetricTable table = ChainLatency.table(space);
    SearchConfig.Hypernetwork standard = SearchConfig.Hypernetwork.standard();
    SearchConfig config =
        new SearchConfig(
            30,
            8,
            1,
            4,
            1,
            1,
            SearchConfig.Weights.standard(),
            standard.with(0.1, standard.sampler(), standard.scoreShare()));
    for (String device : List.of("phone", "board")) {
      List<FrontPoint> front = ChainSearch.front(images(), config, device);
      assertThat(front).hasSize(8);
      for (FrontPoint point : front) {
        assertThat(point.metrics().get(0))
            .isCloseTo(table.value(device, space.index(point.architecture())), withinPercentage(1));
      }
      assertThat(front.get(7).metrics().get(0))
          .as("the fastest against the most accurate on " + device)
          .isLessThanOrEqualTo(front.get(0).metrics().get(0));
    }
  }

  @Test
  void architecturesOfTheChainAreNumberedAndNamed() {
    ChainSpace space = new ChainSpace();
    for (int i = 0; i < space.count(); i++) {
      String text = space.architecture(i).toString();
      assertThat(space.index(space.parse(text))).isEqualTo(i);
    }
    assertThat(space.parse("skip-conv3-conv5-conv1").choices()).containsExactly(0, 2, 3, 1);
    for (String wrong : List.of("", "skip", "skip-skip-skip-conv7", "skip-skip-skip-skip-skip")) {
      assertThatThrownBy(() -> space.parse(wrong))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("'" + wrong + "'");
    }
  }

  @Test
  void bookkeepingStandsAlone() {
    assertThat(Bookkeeping.hypervolume()).isCloseTo(0.8 * 0.3 + 0.5 * 0.4, within(1e-12));
  }

  /** Enough images of 8×8 pixels for batches of 64. */
  private String idx() throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + 200 * 64).putInt(0x803).putInt(200);
    images.putInt(8).putInt(8);
    ByteBuffer labels = ByteBuffer.allocate(8 + 200).putInt(0x801).putInt(200);
    for (int i = 0; i < 200; i++) {
      labels.put((byte) (i % 3));
      for (int k = 0; k < 64; k++) {
        images.put((byte) (i % 3 * 80 + k));
      }
    }
    Path imageFile = Files.write(folder.resolve("images"), images.array());
    return "idx:" + imageFile + "," + Files.write(folder.resolve("labels"), labels.array());
  }

  private static Set<Integer> measured(NasBench201Space space) {
    Set<Integer> measured = new TreeSet<>(ReferenceDevices.ARCHITECTURES);
    for (int i = 0; i < space.count(); i += 40) {
      measured.add(i);
    }
    return measured;
  }

  /** Squares, dark ones of class 0 and bright ones of class 1. */
  private static ImageDataset images() {
    byte[] pixels = new byte[80 * 64];
    int[] labels = new int[80];
    for (int i = 0; i < pixels.length; i++) {
      labels[i / 64] = i / 64 % 2;
      pixels[i] = (byte) (i * 37 % 100 + 100 * labels[i / 64]);
    }
    return new ImageDataset(new ImageSize(8, 8, 1), 2, pixels, labels);
  }

  private static Stream<Batch> batches(int seed) {
    return Stream.iterate(seed, i -> i + 2)
        .map(
            i -> {
              float[] values = new float[8 * 64];
              for (int k = 0; k < values.length; k++) {
                values[k] = (float) Math.sin(i + 0.7 * k);
              }
              return new Batch(Shape.of(8, 8, 8, 1), values, new int[] {0, 1, 0, 1, 0, 1, 0, 1});
            });
  }
}
