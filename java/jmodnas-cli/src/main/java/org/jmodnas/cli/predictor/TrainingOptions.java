package org.jmodnas.cli.predictor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.hardware.additive.ReferenceDesign;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import picocli.CommandLine.Option;

/** The table and devices that a predictor learns from, and the architectures that stand for one. */
final class TrainingOptions {
  private static final String PUBLISHED = "published";
  private static final String DESIGNED = "designed";
  private static final int DESIGNED_COUNT = 10;
  private static final Pattern INDICES = Pattern.compile("\\d{1,9}(,\\d{1,9})*");

  private final NasBench201Space space = new NasBench201Space();

  @Option(
      names = "--metrics",
      required = true,
      paramLabel = "FILE",
      description = "Table of the metric: index or arch, then a column a device.")
  private Path metrics;

  @Option(
      names = "--train",
      split = ",",
      paramLabel = "NAME,...",
      description = "Devices to learn from; default all columns but those of '--devices'.")
  private List<String> train = List.of();

  @Option(
      names = "--references",
      defaultValue = PUBLISHED,
      paramLabel = "WHICH",
      description =
          "Architectures that are measured on a device: published (the ten of HELP), designed (ten "
              + "that tell most), or indices; default ${DEFAULT-VALUE}.")
  private String references = PUBLISHED;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the candidates of a design; default ${DEFAULT-VALUE}.")
  private long seed;

  NasBench201Space space() {
    return space;
  }

  MetricTable table() {
    return table(metrics);
  }

  MetricTable table(Path file) {
    return MetricTableReader.read(file, space);
  }

  /** The devices to learn from. */
  List<String> devices(MetricTable table, List<String> others) {
    if (!train.isEmpty()) {
      return train;
    }
    List<String> rest = new ArrayList<>(table.devices());
    rest.removeAll(others);
    if (rest.isEmpty()) {
      throw new ConfigurationException(
          "No device is left to learn from: the table has %s, of which '--devices' names all"
              .formatted(table.devices()));
    }
    return rest;
  }

  /** Indices of the reference architectures. */
  List<Integer> references(MetricTable table, List<String> devices) {
    if (references.equals(PUBLISHED)) {
      return ReferenceDevices.ARCHITECTURES;
    }
    if (references.equals(DESIGNED)) {
      return design(table, devices, DESIGNED_COUNT);
    }
    if (!INDICES.matcher(references).matches()) {
      throw new ConfigurationException(
          "'--references' is '%s', '%s' or indices joined by commas, got '%s'"
              .formatted(PUBLISHED, DESIGNED, references));
    }
    List<Integer> indices = new ArrayList<>();
    for (String index : references.split(",")) {
      indices.add(space.index(space.architecture(Integer.parseInt(index))));
    }
    return indices;
  }

  /** Indices of {@code count} architectures that tell most. */
  List<Integer> design(MetricTable table, List<String> devices, int count) {
    return ReferenceDesign.choose(space, table, devices, count, new Philox(seed, 0));
  }
}
