package org.jmodnas.cli.search;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jmodnas.hardware.DeviceCatalogue;
import org.jmodnas.hardware.Direction;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.space.nasbench201.NetworkCosts;
import org.jmodnas.tensor.ConfigurationException;

/** The objectives beside the error that a command line names. */
public final class Objectives {
  /** Stands for the bundled devices, whose latencies are modelled. */
  public static final String CATALOGUE = "catalogue";

  /** The objectives that need no file, for help and messages. */
  public static final String NAMES = CATALOGUE + ", params, macs, memory";

  private final NasBench201Space space;
  private final DeployedNetwork.Size network;

  /**
   * Objectives of architectures of {@code space}.
   *
   * @param network the deployed network, of which parameters and the like are counted
   */
  public Objectives(NasBench201Space space, DeployedNetwork.Size network) {
    this.space = space;
    this.network = network;
  }

  /**
   * The objectives, in the order of their texts.
   *
   * @throws ConfigurationException naming the text that is none
   */
  public List<MetricObjective> read(List<String> texts) {
    List<MetricObjective> objectives =
        texts.stream().map(ObjectiveSpec::parse).map(this::objective).toList();
    if (objectives.stream().map(MetricObjective::name).distinct().count() < objectives.size()) {
      throw new ConfigurationException(
          "'--objectives' names two objectives alike: expected NAME=FILE with different names, got '"
              + String.join(",", texts)
              + "'");
    }
    return objectives;
  }

  private MetricObjective objective(ObjectiveSpec spec) {
    if (spec.file().isEmpty()) {
      MetricObjective named = named(spec.name());
      return new MetricObjective(
          named.name(), named.table(), spec.direction().orElse(named.direction()));
    }
    MetricTable table = MetricTableReader.read(spec.file().get(), space);
    return new MetricObjective(
        spec.name(),
        spec.column().map(table::matching).orElse(table),
        spec.direction().orElse(Direction.MINIMIZE));
  }

  private MetricObjective named(String name) {
    NetworkCosts costs = new NetworkCosts(new DeployedNetwork(network));
    return switch (name) {
      case CATALOGUE -> new MetricObjective("latency", DeviceCatalogue.load().table(space));
      case "params" -> counted(name, costs::parameters);
      case "macs" -> counted(name, costs::macs);
      case "memory" -> counted(name, costs::memory);
      default -> MetricObjective.of(OwnObjectives.find(name), space);
    };
  }

  private MetricObjective counted(String name, ToLongFunction<int[]> cost) {
    double[] values = new double[Math.toIntExact(space.count())];
    for (int i = 0; i < values.length; i++) {
      values[i] = cost.applyAsLong(space.architecture(i).choices());
    }
    return new MetricObjective(name, MetricTable.ofEveryDevice(Provenance.COMPUTED, values));
  }
}
