package org.jmodnas.hardware;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.DeployedNetwork;

/**
 * Devices for users who have no table: published peak throughput, bandwidth and overhead, with the
 * source of each figure in {@code devices.csv}, and latencies by the {@link RooflineModel}. Against
 * measurements of NAS-Bench-201 on nine devices of these kinds, Spearman's ρ is 0.81 to 0.99.
 */
public final class DeviceCatalogue {
  private static final String RESOURCE = "devices.csv";
  private static final int FIELDS = 10;

  private final List<RooflineDevice> devices = new ArrayList<>();
  private final List<String> training = new ArrayList<>();
  private final List<String> unseen = new ArrayList<>();

  private DeviceCatalogue() {}

  /** The bundled devices. */
  public static DeviceCatalogue load() {
    DeviceCatalogue catalogue = new DeviceCatalogue();
    try (InputStream stream = DeviceCatalogue.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
      reader.lines().skip(1).forEach(catalogue::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return catalogue;
  }

  /** All devices. */
  public List<RooflineDevice> devices() {
    return List.copyOf(devices);
  }

  /** Names of the devices to search for. */
  public List<String> training() {
    return List.copyOf(training);
  }

  /** Names of the devices to profile only. */
  public List<String> unseen() {
    return List.copyOf(unseen);
  }

  /** Modelled latency of every architecture of {@code space} on every device, in ms a batch. */
  public MetricTable table(SearchSpace space) {
    RooflineModel model = new RooflineModel(new DeployedNetwork(DeployedNetwork.Size.benchmark()));
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (RooflineDevice device : devices) {
      columns.put(device.name(), model.latencies(device, space));
    }
    return new MetricTable(MetricTable.Provenance.MODELLED, columns);
  }

  private void add(String line) {
    String[] fields = line.split(",", FIELDS);
    devices.add(
        new RooflineDevice(
            fields[0],
            1e9 * Double.parseDouble(fields[2]),
            1e9 * Double.parseDouble(fields[3]),
            1e-6 * Double.parseDouble(fields[4]),
            Integer.parseInt(fields[5]),
            fields[6].equals("convolutions")));
    (fields[1].equals("training") ? training : unseen).add(fields[0]);
  }
}
