package org.jmodnas.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.io.SafetensorsFile;

/**
 * A {@link TrainedNetwork} as a safetensors file with the names and the order of axes of PyTorch,
 * so that a module loads it as it is. The header's metadata has the architecture, the size, the
 * normalisation and the origin.
 */
public final class NetworkFile {
  private static final String FORMAT = "format";
  private static final String FORMAT_VALUE = "pt";
  private static final String ARCHITECTURE = "architecture";
  private static final String MEAN = "mean";
  private static final String DEVIATION = "deviation";
  private static final String ORIGIN = "origin";

  private NetworkFile() {}

  /** Writes {@code network}; a file that is there is replaced once all is written. */
  public static void write(Path path, TrainedNetwork network) throws IOException {
    SafetensorsFile.write(path, PyTorchLayout.of(network.arrays()), metadata(network));
  }

  /** What describes {@code network} beside its weights, by name. */
  public static Map<String, String> metadata(TrainedNetwork network) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, FORMAT_VALUE);
    metadata.put(ARCHITECTURE, network.architecture().toString());
    sizes(network.size()).forEach((name, value) -> metadata.put(name, String.valueOf(value)));
    metadata.put(MEAN, join(network.normalization().mean()));
    metadata.put(DEVIATION, join(network.normalization().deviation()));
    metadata.put(ORIGIN, network.origin());
    return metadata;
  }

  private static Map<String, Integer> sizes(DeployedNetwork.Size size) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    sizes.put("cells", size.cells());
    sizes.put("channels", size.channels());
    sizes.put("image", size.image());
    sizes.put("image_channels", size.imageChannels());
    sizes.put("classes", size.classes());
    return sizes;
  }

  /**
   * Reads a network.
   *
   * @throws ConfigurationException if the file is missing, damaged or holds something else
   */
  public static TrainedNetwork read(Path path, SearchSpace space) {
    Map<String, String> metadata = SafetensorsFile.readMetadata(path);
    String architecture = text(path, metadata, ARCHITECTURE);
    int[] sizes =
        sizes(new DeployedNetwork.Size(1, 1, 1, 1, 1)).keySet().stream()
            .mapToInt(name -> number(path, name, text(path, metadata, name)))
            .toArray();
    return new TrainedNetwork(
        space.parse(architecture),
        new DeployedNetwork.Size(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]),
        new ChannelStatistics(
            decimals(path, MEAN, text(path, metadata, MEAN)),
            decimals(path, DEVIATION, text(path, metadata, DEVIATION))),
        text(path, metadata, ORIGIN),
        PyTorchLayout.read(SafetensorsFile.read(path)));
  }

  private static String text(Path path, Map<String, String> metadata, String name) {
    String text = metadata.get(name);
    if (text == null) {
      throw new ConfigurationException(
          "'%s' is no network of JModNAS: expected '%s' in its metadata, got '%s'"
              .formatted(path, name, metadata.keySet()));
    }
    return text;
  }

  private static int number(Path path, String name, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw bad(path, name, text);
    }
    throw bad(path, name, text);
  }

  private static List<Float> decimals(Path path, String name, String text) {
    try {
      return Arrays.stream(text.split(",")).map(Float::valueOf).toList();
    } catch (NumberFormatException e) {
      throw bad(path, name, text);
    }
  }

  private static ConfigurationException bad(Path path, String name, String text) {
    return new ConfigurationException(
        "'%s' is damaged: expected positive numbers as '%s', got '%s'".formatted(path, name, text));
  }

  private static String join(List<Float> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
