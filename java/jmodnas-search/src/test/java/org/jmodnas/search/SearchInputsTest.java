package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What images and numbers of classes a search takes. */
final class SearchInputsTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  @ParameterizedTest
  @CsvSource({"4, 4, 1, 1", "8, 8, 3, 300", "12, 12, 1, 2"})
  void anyNumberOfClassesAndSidesThat4Divides(int height, int width, int channels, int classes) {
    assertThat(front(new ImageSize(height, width, channels), classes)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "30, 30", "8, 12"})
  void otherSizesAreRefused(int height, int width) {
    assertThatThrownBy(() -> front(new ImageSize(height, width, 3), 2))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'" + height + "x" + width + "x3'")
        .hasMessageContaining("@32");
  }

  private List<FrontPoint> front(ImageSize size, int classes) {
    int count = 2 * Math.max(classes, 10);
    byte[] pixels = new byte[count * size.values()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31);
    }
    int[] labels = IntStream.range(0, count).map(i -> i % classes).toArray();
    double[] costs =
        IntStream.range(0, (int) SPACE.count())
            .mapToDouble(i -> 1 + Arrays.stream(SPACE.architecture(i).choices()).sum())
            .toArray();
    MetricTable table = new MetricTable(Provenance.MODELLED, Map.of("a", costs));
    SearchInputs inputs =
        SearchInputs.of(
            SPACE,
            new ImageDataset(size, classes, pixels, labels),
            List.of(new MetricObjective("cost", table)),
            List.of("a"));
    SearchConfig config = SearchConfig.standard(2, 1).withBatch(4).withChannels(2).withThreads(1);
    try (SearchSession session = new SearchSession(config, inputs, backend)) {
      session.search(SearchListener.SILENT);
      return session.profile(session.device("a"), Preferences.rays(3));
    }
  }
}
