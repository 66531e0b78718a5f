package org.jmodnas.hardware.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdditivePredictorTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final List<Integer> REFERENCES = ReferenceDevices.ARCHITECTURES;
  private static final int DEVICES = 8;

  /**
   * The published predictor's τ (read off the authors' release), and bounds of the median error.
   */
  @ParameterizedTest
  @CsvSource({
    "titan_rtx_256, 0.922, 5",
    "gold_6226, 0.902, 5",
    "fpga, 0.924, 5",
    "pixel2, 0.749, 11",
    "raspi4, 0.761, 6",
    "eyeriss, 0.687, 5"
  })
  void unseenDevicesAreRankedBetterThanByThePublishedPredictor(
      String device, double published, double percent) {
    MetricTable table = MetricTableReader.read(SharedData.file("tables/nb201_latency.csv"), SPACE);
    AdditivePredictor predictor =
        AdditivePredictor.learn(SPACE, table, ReferenceDevices.TRAINING, REFERENCES);
    PredictorValidation.Row row = PredictorValidation.of(predictor, table, device, REFERENCES);
    assertThat(row.kendall()).isGreaterThan(published);
    assertThat(row.medianError()).isLessThan(percent);
    assertThat(row.coverage()).isGreaterThan(0.85);
  }

  /** What docs/results/predictor.md says of devices whose runtime prunes; before, .60, .79, .73. */
  @ParameterizedTest
  @CsvSource({
    "edgegpu_latency_ms, 0.7, 9",
    "raspi4_latency_ms, 0.85, 7",
    "pixel3_latency_ms, 0.85, 11"
  })
  void runtimesThatPruneAreKnownByTheirMeasurements(String device, double least, double percent) {
    MetricTable table =
        MetricTableReader.read(SharedData.file("tables/hwnasbench_nb201_cifar10.csv"), SPACE);
    List<String> others = table.devices().stream().filter(other -> !other.equals(device)).toList();
    AdditivePredictor predictor = AdditivePredictor.learn(SPACE, table, others, REFERENCES);
    PredictorValidation.Row row = PredictorValidation.of(predictor, table, device, REFERENCES);
    assertThat(row.kendall()).isGreaterThan(least);
    assertThat(row.medianError()).isLessThan(percent);
  }

  /** pixel3 prunes, and of the twelve devices that teach none does. */
  @Test
  void aDesignTellsWhatARuntimePrunes() {
    MetricTable table = MetricTableReader.read(SharedData.file("tables/nb201_latency.csv"), SPACE);
    List<String> others =
        ReferenceDevices.TRAINING.stream().filter(other -> !other.equals("pixel3")).toList();
    List<Integer> designed = ReferenceDesign.choose(SPACE, table, others, 10, new Philox(1, 0));
    assertThat(kendall(table, others, "pixel3", designed)).isGreaterThan(0.83);
    assertThat(kendall(table, others, "pixel3", REFERENCES)).isLessThan(0.75);
  }

  private static double kendall(
      MetricTable table, List<String> others, String device, List<Integer> references) {
    AdditivePredictor predictor = AdditivePredictor.learn(SPACE, table, others, references);
    return PredictorValidation.of(predictor, table, device, references).kendall();
  }

  /** Half of the devices leave out what leads nowhere; a new one of either kind is told apart. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatARuntimePrunesIsLearntAndRecognised(int device) {
    MetricTable table = pruned(table(new Philox(9, 1), 0));
    List<String> others =
        table.devices().stream().filter(name -> !name.equals("device " + device)).toList();
    AdditivePredictor predictor = AdditivePredictor.learn(SPACE, table, others, REFERENCES);
    assertThat(predictor.prior().prunings())
        .filteredOn(pruning -> pruning == Pruning.UNUSED)
        .hasSize(device == 0 ? DEVICES / 2 : DEVICES / 2 - 1);
    PredictorValidation.Row row =
        PredictorValidation.of(predictor, table, "device " + device, REFERENCES);
    assertThat(row.medianError()).isLessThan(1);
    assertThat(row.highError()).isLessThan(5);
  }

  /** One measurement of half more than its value hardly moves what the others say. */
  @Test
  void anOutlierAmongTheReferencesIsOne() {
    MetricTable table = table(new Philox(10, 1), 0.01);
    AdditivePredictor predictor = AdditivePredictor.learn(SPACE, table, names(1), REFERENCES);
    Measurements right = Measurements.of(table, "device 0", REFERENCES);
    List<Double> values = new ArrayList<>(right.values());
    values.set(4, 1.5 * values.get(4));
    AdditiveModel disturbed = predictor.fit(new Measurements(REFERENCES, values));
    PredictorValidation.Row row = PredictorValidation.of(disturbed, table, "device 0", REFERENCES);
    assertThat(row.medianError()).isLessThan(8);
    assertThat(row.kendall()).isGreaterThan(0.9);
  }

  @Test
  void aPriorOfAnOlderFilePrunesNothing() {
    AdditivePrior prior =
        AdditivePredictor.learn(SPACE, table(new Philox(1, 0), 0), names(1), REFERENCES).prior();
    AdditivePrior older =
        new AdditivePrior(
            prior.references(), prior.centres(), prior.covariance(), prior.inflation(), null);
    assertThat(older).isEqualTo(prior);
    assertThatThrownBy(
            () ->
                new AdditivePrior(
                    prior.references(),
                    prior.centres(),
                    prior.covariance(),
                    prior.inflation(),
                    List.of(Pruning.NONE)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("7 devices");
  }

  /** What docs/results/predictor.md says of the noise in the table of pixel2. */
  @Test
  void allMeasurementsOfADeviceOfWholeMillisecondsLeaveATenth() {
    MetricTable table = MetricTableReader.read(SharedData.file("tables/nb201_latency.csv"), SPACE);
    Measurements all = Measurements.all(table, "pixel2");
    AdditiveModel model =
        AdditivePredictor.learn(SPACE, table, ReferenceDevices.TRAINING, REFERENCES).fit(all);
    double[] errors = new double[all.size()];
    for (int i = 0; i < errors.length; i++) {
      double value = all.values().get(i);
      errors[i] = Math.abs(model.predict(all.architectures().get(i)).mean() - value) / value;
    }
    Arrays.sort(errors);
    assertThat(errors[errors.length / 2]).isBetween(0.100, 0.110);
  }

  /** Devices that are sums without noise are predicted exactly but for what the prior pulls. */
  @Test
  void aSumIsFoundFromItsReferences() {
    MetricTable table = table(new Philox(1, 0), 0);
    AdditivePredictor predictor = AdditivePredictor.learn(SPACE, table, names(1), REFERENCES);
    PredictorValidation.Row row = PredictorValidation.of(predictor, table, "device 0", REFERENCES);
    assertThat(row.medianError()).isLessThan(1);
    assertThat(row.kendall()).isGreaterThan(0.99);
    AdditiveModel model = predictor.fit(Measurements.of(table, "device 0", REFERENCES));
    double[] weights = model.gateWeights();
    for (int index = 0; index < SPACE.count(); index += 501) {
      double sum = model.constant();
      if (!SPACE.isConnected(SPACE.architecture(index))) {
        continue;
      }
      int[] choices = SPACE.architecture(index).choices();
      for (int edge = 0; edge < choices.length; edge++) {
        sum += weights[5 * edge + choices[edge]];
      }
      assertThat(sum).isCloseTo(model.predict(index).mean(), within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void intervalsHoldNineInTen(long seed) {
    MetricTable table = table(new Philox(seed, 1), 0.05);
    AdditivePredictor predictor = AdditivePredictor.learn(SPACE, table, names(1), REFERENCES);
    PredictorValidation.Row row = PredictorValidation.of(predictor, table, "device 0", REFERENCES);
    assertThat(row.coverage()).isBetween(0.8, 1.0);
    assertThat(row.margin()).isBetween(5.0, 40.0);
  }

  @Test
  void moreMeasurementsMakeItBetter() {
    MetricTable table = table(new Philox(5, 1), 0.1);
    AdditivePredictor predictor = AdditivePredictor.learn(SPACE, table, names(1), REFERENCES);
    List<Integer> fifty = new ArrayList<>(REFERENCES);
    Philox random = new Philox(5, 2);
    while (fifty.size() < 50) {
      fifty.add(random.nextInt(15_625));
    }
    double ten = PredictorValidation.of(predictor, table, "device 0", REFERENCES).kendall();
    double more = PredictorValidation.of(predictor, table, "device 0", fifty).kendall();
    assertThat(more).isGreaterThan(ten);
  }

  /** Training devices far noisier, or far quieter, than a device say little of its intervals. */
  @ParameterizedTest
  @CsvSource({"0.02, 0.3", "0.2, 0.02"})
  void fromThirtyMeasurementsOnADeviceTellsItsOwnSpread(double own, double others) {
    MetricTable taught = table(new Philox(11, 1), others);
    MetricTable device = table(new Philox(11, 2), own);
    AdditivePredictor predictor = AdditivePredictor.learn(SPACE, taught, names(1), REFERENCES);
    List<Integer> known = new ArrayList<>(REFERENCES);
    Philox random = new Philox(11, 3);
    while (known.size() < 100) {
      known.add(random.nextInt(15_625));
    }
    PredictorValidation.Row row = PredictorValidation.of(predictor, device, "device 0", known);
    assertThat(row.coverage()).isBetween(0.85, 0.97);
    double ninetyInAHundred = 100 * AdditiveModel.NINE_IN_TEN * own;
    assertThat(row.margin()).isBetween(0.7 * ninetyInAHundred, 1.8 * ninetyInAHundred);
  }

  /** Another unit of the metric is another unit of the predictions, and no more. */
  @Test
  void theUnitDoesNotMatter() {
    MetricTable table = table(new Philox(6, 1), 0.05);
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String device : table.devices()) {
      double[] values = table.values(device);
      for (int i = 0; i < values.length; i++) {
        values[i] *= 1e-6;
      }
      columns.put(device, values);
    }
    MetricTable smaller = new MetricTable(MetricTable.Provenance.MEASURED, columns);
    double large = predict(table).predict(123).mean();
    AdditiveModel.Prediction small = predict(smaller).predict(123);
    assertThat(1e6 * small.mean()).isCloseTo(large, within(1e-6 * large));
    assertThat(small.probabilityOfAtMost(small.mean())).isCloseTo(0.5, within(1e-9));
    assertThat(small.probabilityOfAtMost(small.upper())).isCloseTo(0.95, within(1e-4));
    assertThat(small.probabilityOfAtMost(small.lower())).isCloseTo(0.05, within(1e-4));
    assertThat(small.upper() - small.mean()).isCloseTo(small.margin(), within(1e-12));
  }

  @Test
  void aDesignBeatsChance() {
    MetricTable table = table(new Philox(7, 1), 0.1);
    List<Integer> designed = ReferenceDesign.choose(SPACE, table, names(1), 6, new Philox(1, 0));
    assertThat(designed).hasSize(6).doesNotHaveDuplicates();
    assertThat(designed.subList(0, 5))
        .allMatch(index -> SPACE.isConnected(SPACE.architecture(index)));
    // Dear operations that lead nowhere, and one way to the output that costs nothing.
    assertThat(SPACE.architecture(designed.get(5)).choices()).containsExactly(3, 3, 3, 1, 0, 0);
    double chance = 0;
    double design = 0;
    for (int trial = 0; trial < 10; trial++) {
      Philox random = new Philox(7, 10 + trial);
      List<Integer> drawn = new ArrayList<>();
      while (drawn.size() < 6) {
        drawn.add(random.nextInt(15_625));
      }
      MetricTable other = table(random, 0);
      chance += squaredError(table, other, drawn, random);
      design += squaredError(table, other, designed, random);
    }
    assertThat(design).isLessThan(chance);
  }

  @Test
  void someReferencesMayBeMissingButNotAll() {
    MetricTable table = table(new Philox(8, 1), 0);
    double[] column = table.values("device 0");
    column[55] = Double.NaN;
    MetricTable holed =
        new MetricTable(MetricTable.Provenance.MEASURED, Map.of("device 0", column));
    assertThat(Measurements.of(holed, "device 0", REFERENCES).size()).isEqualTo(9);
    assertThatThrownBy(() -> Measurements.of(holed, "device 0", List.of(55)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("55");
  }

  @Test
  void aTableThatIsTooSmallForADesignOrEmptyIsRefused() {
    double[] few = new double[(int) SPACE.count()];
    Arrays.fill(few, Double.NaN);
    Arrays.fill(few, 0, 20, 1);
    double[] none = new double[few.length];
    Arrays.fill(none, Double.NaN);
    MetricTable table =
        new MetricTable(MetricTable.Provenance.MEASURED, Map.of("few", few, "none", none));
    assertThatThrownBy(
            () -> ReferenceDesign.choose(SPACE, table, List.of("few"), 15, new Philox(1, 0)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("15 architectures cannot be chosen");
    assertThatThrownBy(() -> AdditivePredictor.learn(SPACE, table, List.of("none"), REFERENCES))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'none' has no measurement");
  }

  /** The same with odd devices whose metric is that of an architecture without what it wastes. */
  private static MetricTable pruned(MetricTable table) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String device : table.devices()) {
      double[] values = table.values(device);
      double[] column = values.clone();
      if (device.charAt(device.length() - 1) % 2 == 1) {
        for (int i = 0; i < column.length; i++) {
          int[] choices = SPACE.architecture(i).choices();
          boolean[] leads = SPACE.leadsToOutput(SPACE.architecture(i));
          for (int edge = 0; edge < choices.length; edge++) {
            choices[edge] = leads[edge] ? choices[edge] : 0;
          }
          column[i] = values[SPACE.index(SPACE.decode(choices))];
        }
      }
      columns.put(device, column);
    }
    return new MetricTable(MetricTable.Provenance.MODELLED, columns);
  }

  private static AdditiveModel predict(MetricTable table) {
    return AdditivePredictor.learn(SPACE, table, names(1), REFERENCES)
        .fit(Measurements.of(table, "device 0", REFERENCES));
  }

  /** Of all metrics in their mean, predicted from references with noise of a tenth of it. */
  private static double squaredError(
      MetricTable table, MetricTable other, List<Integer> references, Philox random) {
    double mean = Measurements.all(other, "device 0").mean();
    List<Double> values = new ArrayList<>();
    for (int index : references) {
      values.add(other.value("device 0", index) + 0.1 * mean * random.nextGaussian());
    }
    AdditiveModel model =
        AdditivePredictor.learn(SPACE, table, names(1), references)
            .fit(new Measurements(references, values));
    double sum = 0;
    for (int index = 0; index < SPACE.count(); index++) {
      sum += Math.pow((model.predict(index).mean() - other.value("device 0", index)) / mean, 2);
    }
    return sum / SPACE.count();
  }

  private static List<String> names(int first) {
    List<String> names = new ArrayList<>();
    for (int t = first; t < DEVICES; t++) {
      names.add("device " + t);
    }
    return names;
  }

  /** Random costs of the operations on each device, and relative noise. */
  private static MetricTable table(Philox random, double noise) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int t = 0; t < DEVICES; t++) {
      double speed = Math.exp(random.nextGaussian());
      double[] costs = {
        0, 0.2 * random.nextDouble(), 1 + random.nextDouble(), 3, random.nextDouble()
      };
      double[] column = new double[(int) SPACE.count()];
      for (int i = 0; i < column.length; i++) {
        double sum = 2;
        for (int choice : SPACE.architecture(i).choices()) {
          sum += costs[choice];
        }
        column[i] = speed * sum * Math.exp(noise * random.nextGaussian());
      }
      columns.put("device " + t, column);
    }
    return new MetricTable(MetricTable.Provenance.MODELLED, columns);
  }
}
