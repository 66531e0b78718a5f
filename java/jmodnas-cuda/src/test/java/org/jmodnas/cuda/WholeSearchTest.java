package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.search.FrontPoint;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.search.SearchInputs;
import org.jmodnas.search.SearchListener;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A search from the predictor to the fronts, by the same code on both backends. */
@ExtendWith(EmulatedDevice.class)
final class WholeSearchTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final List<String> DEVICES = List.of("wide", "deep");

  /** Cost of each operation on each device. */
  private static final double[][] COSTS = {{0, 0.1, 1, 3, 0.5}, {0, 0.5, 2, 2.5, 2}};

  @Test
  void bothBackendsFindTheSameFronts() {
    EmulatedDevice.configure("races", "off");
    List<FrontPoint> expected;
    try (Backend backend = Backends.open("cpu")) {
      expected = search(backend);
    }
    List<FrontPoint> actual;
    try (Backend backend = Backends.open("cuda:0")) {
      actual = search(backend);
    }
    assertThat(actual)
        .extracting(FrontPoint::architecture)
        .isEqualTo(expected.stream().map(FrontPoint::architecture).toList());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).error()).isCloseTo(expected.get(i).error(), within(0.05));
      assertThat(actual.get(i).metrics().get(0))
          .isCloseTo(expected.get(i).metrics().get(0), within(1e-2));
    }
  }

  private static List<FrontPoint> search(Backend backend) {
    SearchConfig.Hypernetwork standard = SearchConfig.Hypernetwork.standard();
    SearchConfig config =
        new SearchConfig(
            6,
            8,
            1,
            2,
            9001,
            1,
            SearchConfig.Weights.standard(),
            standard.with(0.3, standard.sampler(), 0.5));
    SearchInputs inputs =
        new SearchInputs(
            SPACE,
            images(),
            List.of(new MetricObjective("latency", table())),
            DEVICES,
            ReferenceDevices.ARCHITECTURES,
            MetricModelKind.GRAPH,
            new PredictorTraining.Config(20, 16, 3e-3));
    try (TensorScope scope = backend.openScope();
        SearchSession session = new SearchSession(config, inputs, backend)) {
      session.trainPredictor();
      session.search(SearchListener.SILENT);
      List<FrontPoint> points = new ArrayList<>();
      for (String name : DEVICES) {
        points.addAll(session.profile(session.device(name), Preferences.rays(3)));
      }
      return points;
    }
  }

  private static ImageDataset images() {
    Philox random = new Philox(2, 1);
    int side = 8;
    byte[] pixels = new byte[60 * side * side];
    int[] labels = new int[60];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
      labels[i / (side * side)] = i / (side * side) % 3;
    }
    return new ImageDataset(new ImageSize(side, side, 1), 3, pixels, labels);
  }

  private static MetricTable table() {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int d = 0; d < DEVICES.size(); d++) {
      double[] column = new double[(int) SPACE.count()];
      for (int i = 0; i < column.length; i++) {
        column[i] = 1 + d;
        for (int choice : SPACE.architecture(i).choices()) {
          column[i] += COSTS[d][choice];
        }
      }
      columns.put(DEVICES.get(d), column);
    }
    return new MetricTable(MetricTable.Provenance.MODELLED, columns);
  }
}
