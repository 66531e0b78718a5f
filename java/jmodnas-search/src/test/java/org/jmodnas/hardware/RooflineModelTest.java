package org.jmodnas.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.DeployedNetwork.Layer;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.space.nasbench201.Operation;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.api.Test;

final class RooflineModelTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final DeployedNetwork NETWORK =
      new DeployedNetwork(DeployedNetwork.Size.benchmark());

  private final RooflineModel model = new RooflineModel(NETWORK);
  private final DeviceCatalogue catalogue = DeviceCatalogue.load();

  @Test
  void parametersMatchTheBenchmark() throws IOException {
    Path table = SharedData.file("tables/nb201_accuracy.csv");
    List<String> lines = Files.readAllLines(table);
    int column = List.of(lines.get(0).split(",", -1)).indexOf("params_c10");
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      long parameters = weights(NETWORK.fixedLayers());
      for (int choice : SPACE.parse(fields[1]).choices()) {
        for (int stage = 0; stage < 3; stage++) {
          parameters += 5 * weights(NETWORK.edgeLayers(Operation.values()[choice], stage));
        }
      }
      assertThat(parameters).as(fields[1]).isEqualTo(Long.parseLong(fields[column]));
    }
  }

  @Test
  void aConvolutionTakesTheLongerOfItsTwoTimes() {
    Layer layer = NETWORK.edgeLayers(Operation.NOR_CONV_3X3, 0).get(1);
    assertThat(layer.macs()).isEqualTo(1024L * 16 * 16 * 9);
    assertThat(layer.activations()).isEqualTo(2L * 1024 * 16);
    RooflineDevice slow = new RooflineDevice("slow", 1e6, 1e15, 0, 1, false);
    RooflineDevice narrow = new RooflineDevice("narrow", 1e15, 1e6, 0, 1, false);
    long macs = 0;
    long values = 0;
    for (int stage = 0; stage < 3; stage++) {
      for (Layer edge : NETWORK.edgeLayers(Operation.NOR_CONV_3X3, stage)) {
        macs += 5 * edge.macs();
        values += 5 * (edge.activations() + edge.weights());
      }
    }
    int[] one = {0, 0, 0, 3, 0, 0};
    int[] none = new int[6];
    assertThat(model.latency(slow, one) - model.latency(slow, none))
        .isCloseTo(1e3 * 2 * macs / 1e6, within(1e-3));
    assertThat(model.latency(narrow, one) - model.latency(narrow, none))
        .isCloseTo(1e3 * 4 * values / 1e6, within(1e-3));
  }

  @Test
  void removingAnOperationOrWideningADeviceNeverCosts() {
    Philox random = new Philox(20_261_124, 0);
    for (RooflineDevice device : catalogue.devices()) {
      RooflineDevice wider =
          new RooflineDevice(
              "wider",
              device.peak(),
              2 * device.bandwidth(),
              device.overhead(),
              device.batch(),
              device.convolutionsOnly());
      for (int i = 0; i < 100; i++) {
        int[] choices = SPACE.sample(random).choices();
        double latency = model.latency(device, choices);
        assertThat(latency).isPositive();
        assertThat(model.latency(wider, choices)).isLessThanOrEqualTo(latency);
        int edge = random.nextInt(6);
        if (choices[edge] != Operation.NONE.ordinal()) {
          choices[edge] = Operation.SKIP_CONNECT.ordinal();
          assertThat(model.latency(device, choices)).isLessThanOrEqualTo(latency);
        }
        choices[edge] = Operation.NONE.ordinal();
        assertThat(model.latency(device, choices)).isLessThanOrEqualTo(latency);
      }
    }
  }

  @Test
  void theCatalogueIsModelledAndItsDevicesDiffer() {
    MetricTable table = catalogue.table(SPACE);
    assertThat(table.provenance()).isEqualTo(MetricTable.Provenance.MODELLED);
    assertThat(catalogue.training()).hasSize(9);
    assertThat(catalogue.unseen()).hasSize(6);
    List<List<Float>> embeddings =
        table.devices().stream()
            .map(name -> DeviceEmbedding.of(table, name, ReferenceDevices.ARCHITECTURES))
            .map(RooflineModelTest::boxed)
            .toList();
    assertThat(embeddings).doesNotHaveDuplicates();
    RooflineDevice first = catalogue.devices().get(0);
    assertThat(table.value(first.name(), 77))
        .isCloseTo(model.latency(first, SPACE.architecture(77).choices()), within(1e-9));
  }

  private static long weights(List<Layer> layers) {
    return layers.stream().mapToLong(Layer::weights).sum();
  }

  private static List<Float> boxed(float[] values) {
    ArrayList<Float> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return list;
  }
}
