package org.jmodnas.cli.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jmodnas.hardware.DeviceCatalogue;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.tensor.ConfigurationException;

/**
 * The devices of a search: those that all objectives know.
 *
 * @param training devices to search for
 * @param unseen devices to profile only
 * @param notes what a user should know of the tables, a line each
 */
public record DeviceSelection(List<String> training, List<String> unseen, List<String> notes) {
  /** The one device of a search whose objectives do not depend on any. */
  static final String ANY = "any";

  /**
   * The devices for {@code objectives}.
   *
   * @param training those asked for; empty for the default: the thirteen of the MODNAS experiments
   *     or of the catalogue where the tables have them, else all
   * @param unseen those asked for; empty for all others that can be described
   * @throws ConfigurationException if an objective lacks a device that was asked for
   */
  public static DeviceSelection of(
      List<MetricObjective> objectives, List<String> training, List<String> unseen) {
    List<MetricObjective> dependent =
        objectives.stream().filter(objective -> !objective.isDeviceIndependent()).toList();
    if (dependent.isEmpty()) {
      return any(training, unseen);
    }
    List<String> notes = new ArrayList<>();
    List<String> common = common(dependent, notes);
    List<String> searched = training.isEmpty() ? defaults(common) : training;
    requireKnown(dependent, searched);
    List<String> others = unseen.isEmpty() ? others(dependent, common, searched, notes) : unseen;
    requireKnown(dependent, others);
    requireOnce(Stream.concat(searched.stream(), others.stream()).toList());
    for (MetricObjective objective : objectives) {
      List<String> devices = new ArrayList<>(searched);
      devices.addAll(others);
      noteMissing(objective, devices, notes);
    }
    return new DeviceSelection(List.copyOf(searched), List.copyOf(others), List.copyOf(notes));
  }

  private static DeviceSelection any(List<String> training, List<String> unseen) {
    List<String> asked = new ArrayList<>(training);
    asked.addAll(unseen);
    if (!asked.isEmpty() && !asked.equals(List.of(ANY))) {
      throw new ConfigurationException(
          "No objective depends on the device: expected no '--devices' and no '--unseen', got '"
              + String.join(",", asked)
              + "'");
    }
    return new DeviceSelection(List.of(ANY), List.of(), List.of());
  }

  /** The devices of all tables, in the order of the first. */
  private static List<String> common(List<MetricObjective> dependent, List<String> notes) {
    Set<String> all = new LinkedHashSet<>();
    dependent.forEach(objective -> all.addAll(objective.table().devices()));
    List<String> common = new ArrayList<>();
    for (String device : all) {
      List<String> lacking =
          dependent.stream()
              .filter(objective -> !objective.table().devices().contains(device))
              .map(MetricObjective::name)
              .toList();
      if (lacking.isEmpty()) {
        common.add(device);
      } else {
        notes.add(
            "Without %s, of which there is no %s.".formatted(device, String.join(", ", lacking)));
      }
    }
    if (common.isEmpty()) {
      throw new ConfigurationException(
          "No device is in all objectives: expected columns of the same names, got "
              + dependent.stream()
                  .map(o -> "'%s' of %s".formatted(o.name(), o.table().devices()))
                  .toList());
    }
    return common;
  }

  private static List<String> defaults(List<String> common) {
    for (List<String> known :
        List.of(ReferenceDevices.TRAINING, DeviceCatalogue.load().training())) {
      if (common.containsAll(known)) {
        return known;
      }
    }
    return common;
  }

  /** All other devices of which the reference architectures are measured. */
  private static List<String> others(
      List<MetricObjective> dependent,
      List<String> common,
      List<String> searched,
      List<String> notes) {
    List<String> others = new ArrayList<>();
    for (String device : common) {
      if (searched.contains(device)) {
        continue;
      }
      List<String> undescribed =
          dependent.stream()
              .filter(objective -> missingReferences(objective.table(), device) > 0)
              .map(MetricObjective::name)
              .toList();
      if (undescribed.isEmpty()) {
        others.add(device);
      } else {
        notes.add(
            "Without %s, which lacks reference architectures for %s."
                .formatted(device, String.join(", ", undescribed)));
      }
    }
    return others;
  }

  private static long missingReferences(MetricTable table, String device) {
    return ReferenceDevices.ARCHITECTURES.stream()
        .filter(index -> Double.isNaN(table.value(device, index)))
        .count();
  }

  private static void requireKnown(List<MetricObjective> dependent, List<String> names) {
    for (String name : names) {
      for (MetricObjective objective : dependent) {
        if (!objective.table().devices().contains(name)) {
          throw new ConfigurationException(
              "Unknown device '%s': objective '%s' has %s"
                  .formatted(name, objective.name(), objective.table().devices()));
        }
      }
    }
  }

  private static void requireOnce(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new ConfigurationException(
            "'--devices' and '--unseen' name each device once, got '%s' twice".formatted(name));
      }
    }
  }

  private static void noteMissing(
      MetricObjective objective, List<String> devices, List<String> notes) {
    List<String> columns = objective.isDeviceIndependent() ? List.of(ANY) : devices;
    for (String device : columns) {
      double[] values = objective.table().values(device);
      long missing = IntStream.range(0, values.length).filter(i -> Double.isNaN(values[i])).count();
      if (missing > 0) {
        notes.add(
            "%s of %d of %d architectures is missing%s; their values are predicted, and scores leave them out."
                .formatted(
                    objective.name(),
                    missing,
                    values.length,
                    objective.isDeviceIndependent() ? "" : " on " + device));
      }
    }
  }
}
