package org.jmodnas.cli.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.ConfigurationException;
import picocli.CommandLine.Option;

/** The option that gives the size of the network that an architecture becomes. */
public final class NetworkOption {
  private static final String CELLS = "cells";
  private static final String CHANNELS = "channels";
  private static final String IMAGE = "image";
  private static final String IMAGE_CHANNELS = "image-channels";
  private static final String CLASSES = "classes";

  /** The names of the parts. */
  static final List<String> PARTS = List.of(CELLS, CHANNELS, IMAGE, IMAGE_CHANNELS, CLASSES);

  @Option(
      names = "--network",
      split = ",",
      paramLabel = "PART=N",
      description =
          "Size of the deployed network, whose params, macs and memory are objectives; default that "
              + "of NAS-Bench-201: cells=5,channels=16,image=32,image-channels=3,classes=10.")
  private Map<String, Integer> parts = new LinkedHashMap<>();

  /**
   * The size, with the benchmark's in place of what was not given.
   *
   * @throws ConfigurationException if a part is unknown or not positive
   */
  public DeployedNetwork.Size size() {
    DeployedNetwork.Size benchmark = DeployedNetwork.Size.benchmark();
    Map<String, Integer> all = new LinkedHashMap<>();
    all.put(CELLS, benchmark.cells());
    all.put(CHANNELS, benchmark.channels());
    all.put(IMAGE, benchmark.image());
    all.put(IMAGE_CHANNELS, benchmark.imageChannels());
    all.put(CLASSES, benchmark.classes());
    parts.forEach(
        (part, value) -> {
          if (!all.containsKey(part) || value < 1) {
            throw new ConfigurationException(
                "'--network' is of positive %s, got '%s=%d'".formatted(all.keySet(), part, value));
          }
          all.put(part, value);
        });
    return new DeployedNetwork.Size(
        all.get(CELLS),
        all.get(CHANNELS),
        all.get(IMAGE),
        all.get(IMAGE_CHANNELS),
        all.get(CLASSES));
  }
}
